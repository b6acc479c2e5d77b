import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { createGunzip } from 'node:zlib';
import fc from 'fast-check';
import { CannotRestore, knownPosition, type StoredEvent } from '#event-store';
import { leafOf, RootAccumulator } from '#evidence';
import { isAuditStream } from '#ledger';
import type { RestorableLogs } from '.';
import { exported, exportTo, importFrom, someSteps, streams, Workshop, write } from './given/workshop';

const workshop = new Workshop();
afterAll(() => workshop.close());

type Kind = 'embedded' | 'eventStoreDb';

const anObject = fc.dictionary(fc.string(), fc.jsonValue());
const aStep = fc.record({
  stream: fc.constantFrom(...streams),
  events: fc.array(fc.record({ data: anObject, metadata: anObject }), { minLength: 1, maxLength: 3 }),
});
const aHistory = fc.array(aStep, { maxLength: 15 });

const ways: [Kind, Kind][] = [
  ['embedded', 'embedded'],
  ['embedded', 'eventStoreDb'],
  ['eventStoreDb', 'embedded'],
];

const open = (kind: Kind): Promise<RestorableLogs> => workshop[kind]();

async function moved(from: RestorableLogs, to: Kind): Promise<RestorableLogs> {
  const path = await workshop.path();
  await exportTo(path, from);
  const target = await open(to);
  await importFrom(path, target);
  return target;
}

async function eventsOf({ store }: RestorableLogs): Promise<StoredEvent[]> {
  const events: StoredEvent[] = [];
  for await (const event of store.readAll()) if (!isAuditStream(event.stream)) events.push(event);
  return events;
}

describe('A ledger', () => {
  it.each(ways)('that is moved from %s to %s is exported as the same bytes', async (from, to) => {
    await fc.assert(
      fc.asyncProperty(aHistory, async (history) => {
        const source = await open(from);
        await write(source, history);
        const before = await exported(workshop, source);
        const target = await moved(source, to);
        expect(await exported(workshop, target)).toBe(before);
        expect(await exported(workshop, await moved(target, 'embedded'))).toBe(before);
      }),
      { numRuns: 10 },
    );
  });

  it('goes on where it is moved to, and its positions go on ascending', async () => {
    const source = await open('eventStoreDb');
    await write(source, someSteps(20));
    const embedded = await moved(source, 'embedded');
    await write(embedded, someSteps(5));
    const again = await moved(embedded, 'embedded');
    await write(again, someSteps(5));
    const positions = (await eventsOf(again)).map(knownPosition);
    expect(positions).toHaveLength(26);
    expect(positions).toEqual([...new Set(positions)].sort((a, b) => a - b));
  });

  it('goes on in EventStoreDB too, and what is written there lies behind', async () => {
    const source = await open('embedded');
    await write(source, someSteps(20));
    const server = await moved(source, 'eventStoreDb');
    await write(server, someSteps(5));
    const positions = (await eventsOf(server)).map(knownPosition);
    expect(positions).toEqual([...positions].sort((a, b) => a - b));
    expect(positions.slice(0, 18)).toEqual((await eventsOf(source)).map(knownPosition));
    const back = await moved(server, 'embedded');
    expect(await exported(workshop, back)).toBe(await exported(workshop, server));
  });

  it('is not moved from one EventStoreDB to another, and nothing is written there', async () => {
    const source = await open('eventStoreDb');
    await write(source, someSteps(20));
    const path = await workshop.path();
    await exportTo(path, source);
    const target = await open('eventStoreDb');
    const before = await target.store.head();
    await expect(importFrom(path, target)).rejects.toThrow(CannotRestore);
    expect(await target.store.head()).toBe(before);
  });

  it('that is compressed is the same when it is uncompressed, and is imported as well', async () => {
    const source = await open('embedded');
    await write(source, someSteps(300));
    const path = await workshop.path('ledger.ndjson.gz');
    await exportTo(path, source);
    const plain = await exported(workshop, source);
    const uncompressed = await buffer(createReadStream(path).pipe(createGunzip()));
    expect(uncompressed.toString()).toBe(plain);
    const target = await open('embedded');
    expect(await importFrom(path, target)).toEqual({ held: 0, restored: 450 });
    expect(await exported(workshop, target)).toBe(plain);
  });

  it('that is empty is a header and a trailer', async () => {
    const target = await moved(await open('embedded'), 'embedded');
    expect(await exported(workshop, target)).toBe(
      '{"format":"consent-ledger-export","version":1,"ledger":"ledger.example.org/spec"}\n' +
        '{"events":0,"auditEvents":0,"root":"47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",' +
        '"sha256":"74a258fa115dfc5dcf4de1979e2a082964313dfd65cccf913f34ee4c0dceb8ef"}\n',
    );
  });
});

describe('An export', () => {
  it('tells in its last line how many events there are, and the root of their tree', async () => {
    const logs = await open('embedded');
    await write(logs, someSteps(33));
    const trailer = await exportTo(await workshop.path(), logs);
    const tree = new RootAccumulator();
    for (const event of await eventsOf(logs)) tree.add(leafOf(event));
    expect(trailer).toMatchObject({ events: tree.size, root: tree.root().toString('base64') });
    expect(trailer.auditEvents).toBe((await logs.auditStore.head()) + 1);
  });

  it.each<Kind>(['embedded', 'eventStoreDb'])('of a ledger in use ends where that was: %s', async (kind) => {
    const logs = await open(kind);
    await write(logs, someSteps(30));
    const before = await exported(workshop, logs);
    const path = await workshop.path();
    const growing = { ...logs, store: growsWhenRead(logs) };
    await exportTo(path, growing);
    expect(await readFile(path, 'utf8')).toBe(before);
    expect(await exported(workshop, logs)).not.toBe(before);
  });

  it('can be read by its owner alone', async () => {
    const path = await workshop.path();
    await exportTo(path, await open('embedded'));
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });
});

/** The same store, to which somebody appends whenever it is read, as a service does that is in use. */
function growsWhenRead(logs: RestorableLogs): RestorableLogs['store'] {
  return new Proxy(logs.store, {
    get: (store, name) => {
      const member = Reflect.get(store, name, store) as unknown;
      if (name !== 'readAll') return typeof member === 'function' ? (member.bind(store) as unknown) : member;
      return async function* (options?: object) {
        await write(logs, someSteps(3));
        yield* store.readAll(options);
      };
    },
  });
}
