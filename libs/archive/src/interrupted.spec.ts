import { StoreUnavailable, type StoredEvent } from '#event-store';
import { auditStream } from '#ledger';
import { ImportNotVerified, UnusableArchive, type RestorableLogs } from '.';
import { archivedEvents, endsOf } from './export/archived-events';
import { exported, exportTo, importFrom, someSteps, Workshop, write } from './given/workshop';

const workshop = new Workshop();
let path: string;
let whole: string;
let events: StoredEvent[];

beforeAll(async () => {
  const logs = await workshop.embedded();
  await write(logs, someSteps(12));
  path = await workshop.path();
  await exportTo(path, logs);
  whole = await exported(workshop, logs);
  events = [];
  for await (const event of archivedEvents(logs, await endsOf(logs))) events.push(event);
});
afterAll(() => workshop.close());

const kinds = ['embedded', 'eventStoreDb'] as const;

async function restoreInto(
  { store, auditStore }: RestorableLogs,
  some: readonly StoredEvent[],
): Promise<void> {
  for (const event of some) {
    await (event.stream.startsWith(auditStream('')) ? auditStore : store).restore([event]);
  }
}

describe.each(kinds)('An import into %s', (kind) => {
  it('goes on wherever it was interrupted', async () => {
    for (let held = 0; held <= events.length; held++) {
      const logs = await workshop[kind]();
      await restoreInto(logs, events.slice(0, held));
      expect(await importFrom(path, logs)).toEqual({ held, restored: events.length - held });
      expect(await exported(workshop, logs)).toBe(whole);
    }
  });

  it('changes nothing when it is made again', async () => {
    const logs = await workshop[kind]();
    await importFrom(path, logs);
    const head = await logs.store.head();
    expect(await importFrom(path, logs)).toEqual({ held: events.length, restored: 0 });
    expect(await logs.store.head()).toBe(head);
  });

  it.each<[string, (all: readonly StoredEvent[]) => readonly StoredEvent[]]>([
    ['another event at first', ([first]) => [{ ...first!, id: crypto.randomUUID() }]],
    ['an event of other content', ([first, second]) => [first!, { ...second!, data: { other: true } }]],
    ['an event with other metadata', ([first]) => [{ ...first!, metadata: {} }]],
    ['an event of its audit log, and not the whole ledger', (all) => [all[0]!, all.at(-1)!].map(asFirst)],
    [
      'more events than are in the file',
      (all) => [...all, { ...all.at(-1)!, revision: 99 }].map(countedIn(all)),
    ],
  ])('is refused, with nothing changed, when it holds %s', async (_, spoilt) => {
    const logs = await workshop[kind]();
    await restoreInto(logs, spoilt(events));
    const before = await exported(workshop, logs);
    const refused = importFrom(path, logs);
    await expect(refused).rejects.toThrow(UnusableArchive);
    await expect(refused).rejects.toThrow(/Nothing was imported; import into an empty ledger/);
    expect(await exported(workshop, logs)).toBe(before);
  });

  it('goes on after the store has failed in the middle', async () => {
    const logs = await workshop[kind]();
    const failing = { ...logs, store: failsHalfway(logs.store) };
    await expect(importFrom(path, failing)).rejects.toThrow(StoreUnavailable);
    expect(await exported(workshop, logs)).not.toBe(whole);
    await importFrom(path, logs);
    expect(await exported(workshop, logs)).toBe(whole);
  });
});

describe('An import beside which somebody else writes', () => {
  it.each(kinds)('is told not to have been verified: %s', async (kind) => {
    const logs = await workshop[kind]();
    const others = { ...logs, store: alsoWritten(logs) };
    await expect(importFrom(path, others)).rejects.toThrow(ImportNotVerified);
  });
});

const asFirst = (event: StoredEvent, index: number): StoredEvent =>
  index === 0 ? event : { ...event, revision: 0 };

const countedIn =
  (all: readonly StoredEvent[]) =>
  (event: StoredEvent, index: number): StoredEvent => {
    if (index < all.length) return event;
    const revision = all.filter(({ stream }) => stream === event.stream).length;
    return { ...event, id: crypto.randomUUID(), revision, position: event.position + 1 };
  };

/** A store to which somebody appends after every restoration. */
function alsoWritten(logs: RestorableLogs): RestorableLogs['store'] {
  return withRestore(logs.store, async (batch) => {
    await logs.store.restore(batch);
    await write(logs, someSteps(1));
  });
}

/** A store that takes half of what is to be restored, and then fails. */
function failsHalfway(store: RestorableLogs['store']): RestorableLogs['store'] {
  return withRestore(store, async (batch) => {
    await store.restore(batch.slice(0, batch.length / 2));
    throw new StoreUnavailable('the disk is full');
  });
}

/** The same store, which restores in a way of its own. */
function withRestore(
  store: RestorableLogs['store'],
  restore: (batch: readonly StoredEvent[]) => Promise<void>,
): RestorableLogs['store'] {
  return new Proxy(store, {
    get: (target, name) => {
      const member = name === 'restore' ? restore : (Reflect.get(target, name, target) as unknown);
      return typeof member === 'function' ? (member.bind(target) as unknown) : member;
    },
  });
}
