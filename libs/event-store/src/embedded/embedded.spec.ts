import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventStoreSuite } from '../given/event-store-suite';
import type { OpenedStore } from '../given/events';
import { EmbeddedEventStore } from './embedded-event-store';

async function makeStore(): Promise<OpenedStore> {
  const directory = await mkdtemp(join(tmpdir(), 'embedded-'));
  const store = await EmbeddedEventStore.open(directory);
  const dispose = async () => {
    await store.close();
    await rm(directory, { recursive: true });
  };
  return { store, dispose };
}

eventStoreSuite('The embedded store', makeStore);

describe('The embedded store with events of nearly a MiB', () => {
  const EVENTS = 12;
  const large = () => ({
    id: randomUUID(),
    type: 'Large',
    data: { text: 'x'.repeat(1_000_000) },
    metadata: {},
  });
  let opened: OpenedStore;

  beforeEach(async () => {
    opened = await makeStore();
    for (let event = 0; event < EVENTS; event += 1) await opened.store.append('large', 'any', [large()]);
  });
  afterEach(() => opened.dispose());

  it('hands subscribers few of them at a time', async () => {
    const sizes: number[] = [];
    for await (const { events, position } of opened.store.subscribe()) {
      sizes.push(events.length);
      if (position === (await opened.store.head())) break;
    }
    expect(sizes).toEqual([5, 5, 2]);
  });

  it.each(['forwards', 'backwards'] as const)('reads all of them, %s', async (direction) => {
    const positions: number[] = [];
    for await (const { position } of opened.store.readAll({ direction })) positions.push(position);
    const inOrder = Array.from({ length: EVENTS }, (_, position) => position);
    expect(positions).toEqual(direction === 'forwards' ? inOrder : inOrder.reverse());
  });
});

it('keeps its folder from other users of the machine', async () => {
  const parent = await mkdtemp(join(tmpdir(), 'embedded-'));
  const store = await EmbeddedEventStore.open(join(parent, 'log'));
  expect((await stat(join(parent, 'log'))).mode & 0o777).toBe(0o700);
  await store.close();
  await rm(parent, { recursive: true });
});
