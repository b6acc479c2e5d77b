import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { open as openLmdb } from 'lmdb';
import { EmbeddedEventStore, StoreUnavailable, type EventStore } from '#event-store';
import { auditStream } from '#ledger';
import { createLog, type Logger } from '#platform';
import { leafOf } from '../tree/leaf';
import { isNewest } from '../tree/revision-map';
import { openCheckpoint, signCheckpoint } from '../note/checkpoint';
import { makeKeyFile, openSigner } from '../note/key-files';
import type { NoteSigner } from '../note/note-key';
import { RootAccumulator } from '../tree/root-accumulator';
import { TreeStorage } from '../tree/tree-storage';
import { CHECKPOINTS, recordCheckpoint, recordedCheckpoint } from './checkpoint-log';
import { Notary } from './notary';

let folder: string;
let store: EmbeddedEventStore;
let auditStore: EmbeddedEventStore;
let tree: TreeStorage;
let signer: NoteSigner;
let notary: Notary;
let logged: string[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'consent-ledger-'));
  makeKeyFile(join(folder, 'key.pem'));
  signer = openSigner('example.com/ledger', join(folder, 'key.pem'));
  store = await EmbeddedEventStore.open(join(folder, 'log'));
  auditStore = await EmbeddedEventStore.open(join(folder, 'audit-log'));
  tree = TreeStorage.open(join(folder, 'tree'));
  logged = [];
});

afterEach(async () => {
  await notary.close();
  await Promise.all([tree.close(), store.close(), auditStore.close()]);
  await rm(folder, { recursive: true });
});

/** What the notary says, as far as anybody would be woken by it. */
function listeningLog(): Logger {
  const log = createLog('error');
  log.warn = (message: unknown) => (logged.push(`warn: ${String(message)}`), log);
  log.error = (message: unknown) => (logged.push(`error: ${String(message)}`), log);
  return log;
}

function open(onStore: Partial<EventStore> = {}, onAuditStore: Partial<EventStore> = {}): void {
  const bound = <Store extends EventStore>(real: Store, own: Partial<EventStore>): EventStore =>
    new Proxy(real, {
      get: (target, name) => {
        const value: unknown = own[name as keyof EventStore] ?? target[name as keyof Store];
        return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      },
    });
  notary = new Notary({
    store: bound(store, onStore),
    auditStore: bound(auditStore, onAuditStore),
    tree,
    signer,
    clock: Date.now,
    log: listeningLog(),
  });
  notary.start();
}

const write = async (count: number, stream = 'notes'): Promise<void> => {
  const events = Array.from({ length: count }, () => ({
    id: randomUUID(),
    type: 'Noted.v1',
    data: { at: Date.now() },
    metadata: {},
  }));
  await store.append(stream, 'any', events);
};

const checkpoints = async () => (await auditStore.readStream(CHECKPOINTS)).map(recordedCheckpoint);

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (const begun = Date.now(); !(await isSo()); await new Promise((resolve) => setTimeout(resolve, 10))) {
    if (Date.now() - begun > 60_000) throw new Error('It has not come to that.');
  }
}

const untilCovered = (size: number) => until(async () => (await checkpoints()).at(-1)?.size === size);

/** The root over the first events of the log, computed without the tree. */
async function rootOfLog(size: number): Promise<Buffer> {
  const walk = new RootAccumulator();
  for await (const event of store.readAll({ limit: size })) walk.add(leafOf(event));
  return walk.root();
}

it('signs what is there, and then what is added, each time what the log comes to', async () => {
  await write(3);
  open();
  await untilCovered(3);
  await write(1200);
  await untilCovered(1203);
  for (const { checkpoint, size, position } of await checkpoints()) {
    const opened = openCheckpoint(checkpoint, [signer.verifier]);
    expect(opened).toMatchObject({ origin: 'example.com/ledger', size, root: await rootOfLog(size) });
    expect(position).toBe(size - 1);
  }
  expect(notary.report()).toMatchObject({ treeSize: 1203, checkpointSize: 1203, failures: 0 });
  expect(logged).toEqual([]);
});

it('signs nothing while there is nothing, and at most once a second when there is much', async () => {
  open();
  const begun = performance.now();
  let signed = 0;
  while (signed < 3) {
    await write(1);
    signed = (await checkpoints()).length;
  }
  // A timer may fire a moment early.
  expect(signed).toBeLessThanOrEqual(1 + (performance.now() - begun) / 990);
  await untilCovered((await store.head()) + 1);
  const settled = (await checkpoints()).length;
  await new Promise((resolve) => setTimeout(resolve, 1_300));
  expect(await checkpoints()).toHaveLength(settled);
});

it('leaves out what the ledger notes of its own work, when that is in the same log', async () => {
  await write(2);
  await write(5, auditStream('decisions-2026-03-02'));
  await write(1);
  open();
  await untilCovered(3);
  expect((await checkpoints()).at(-1)).toMatchObject({ size: 3, position: 7 });
});

it('signs what is outstanding when it is closed, and goes on after a new start', async () => {
  open();
  await write(1);
  await untilCovered(1);
  await write(400);
  await notary.close();
  expect((await checkpoints()).map(({ size }) => size)).toEqual([1, 401]);
  open();
  await write(1);
  await untilCovered(402);
  const root = await rootOfLog(402);
  expect(openCheckpoint((await checkpoints()).at(-1)!.checkpoint, [signer.verifier]).root).toEqual(root);
});

it('signs what another has not covered that stopped at the same time', async () => {
  const lost = { ok: false, actual: 0 } as const;
  const answers = [lost, lost];
  await write(3);
  open({}, { append: async (...append) => answers.shift() ?? auditStore.append(...append) });
  await notary.close();
  expect((await checkpoints()).map(({ size }) => size)).toEqual([3]);
});

it('builds the tree anew before it signs again', async () => {
  await write(700);
  open();
  await untilCovered(700);
  await notary.close();
  await tree.close();
  await rm(join(folder, 'tree'), { recursive: true });
  tree = TreeStorage.open(join(folder, 'tree'));
  open();
  await write(1);
  await untilCovered(701);
  expect((await checkpoints()).map(({ size }) => size)).toEqual([700, 701]);
});

it('signs on where another was ahead, though the tree catches up just while it looks where the log ends', async () => {
  await write(5);
  const size = 5;
  const checkpoint = signCheckpoint({ size, root: await rootOfLog(size) }, signer);
  const signed = { checkpoint, size, position: 4, signedAt: new Date().toISOString() };
  await recordCheckpoint(auditStore, signed, null);
  let isLooking = false;
  open({
    subscribe(options) {
      const subscription = store.subscribe(options);
      const batches = async function* () {
        await until(() => isLooking);
        yield* subscription;
      };
      return { [Symbol.asyncIterator]: batches, close: () => subscription.close() };
    },
    async head() {
      isLooking = true;
      await until(() => tree.end().size >= size);
      await new Promise((resolve) => setTimeout(resolve, 100));
      return store.head();
    },
  });
  await until(() => tree.end().size === size);
  await new Promise((resolve) => setTimeout(resolve, 300));
  await write(1);
  await untilCovered(6);
  expect(logged).toEqual([]);
});

describe('never signs what contradicts the newest checkpoint', () => {
  const record = async (size: number, root: Buffer) => {
    const checkpoint = signCheckpoint({ size, root }, signer);
    const signed = { checkpoint, size, position: size - 1, signedAt: new Date().toISOString() };
    expect(await recordCheckpoint(auditStore, signed, null)).toBe(true);
  };

  it('neither when an event is another than it was', async () => {
    await write(5);
    await record(4, Buffer.alloc(32));
    open();
    await until(() => notary.report().failures > 0);
    await write(1);
    await notary.close();
    expect(await checkpoints()).toHaveLength(1);
    expect(logged).toEqual([expect.stringMatching(/^error: No checkpoint is signed any more/)]);
  });

  it('nor when it cannot be read', async () => {
    await write(5);
    const signed = { checkpoint: 'nothing', size: 4, position: 3, signedAt: new Date().toISOString() };
    expect(await recordCheckpoint(auditStore, signed, null)).toBe(true);
    open();
    await until(() => notary.report().failures > 0);
    await notary.close();
    expect(await checkpoints()).toHaveLength(1);
    expect(logged).toEqual(['warn: Checkpoints are delayed. It is tried again.']);
  });

  it('nor when events are missing at the end', async () => {
    await write(5);
    await record(9, Buffer.alloc(32));
    open();
    await until(() => notary.report().failures > 0);
    await write(20);
    await notary.close();
    expect(await checkpoints()).toHaveLength(1);
    expect(logged).toEqual([expect.stringMatching(/^error: No checkpoint is signed any more/)]);
  });
});

it('signs the newest revisions over a tree of an earlier version, which does not know its streams', async () => {
  await write(5, 'one');
  await write(3, 'two');
  open();
  await untilCovered(8);
  await notary.close();
  await tree.close();
  const earlier = openLmdb({ path: join(folder, 'tree'), encoding: 'json', maxDbs: 64, noSync: true });
  for (const name of ['mapped sizes', 'unmapped revisions', 'newest revisions'])
    await earlier.openDB({ name, encoding: 'binary' }).drop();
  await earlier.close();
  tree = TreeStorage.open(join(folder, 'tree'));
  expect([tree.end().size, tree.mappedSize(), tree.knowsNextStream()]).toEqual([8, 0, false]);
  await write(2, 'one');
  open();
  await untilCovered(10);
  await notary.close();
  const { newestRevisions } = openCheckpoint((await checkpoints()).at(-1)!.checkpoint, [signer.verifier]);
  expect(tree.mappedSize()).toBe(10);
  for (const [stream, revision] of [
    ['one', 6],
    ['two', 2],
  ] as const)
    expect(isNewest(stream, revision, tree.newestProof(stream, 10)!, newestRevisions!)).toBe(true);
  expect(logged).toEqual([]);
});

describe('trouble is told once, and over when it is over', () => {
  it('with the log', async () => {
    let hasTrouble = true;
    await write(2);
    open({
      subscribe(options) {
        if (hasTrouble) throw new StoreUnavailable('not now');
        return store.subscribe(options);
      },
    });
    await until(() => notary.report().failures > 1);
    hasTrouble = false;
    await untilCovered(2);
    expect(logged).toEqual(['warn: Checkpoints are delayed. It is tried again.']);
  });

  it('with recording: a lost race or a failed append is made up for', async () => {
    const answers = [
      () => ({ ok: false, actual: 0 }) as const,
      () => Promise.reject(new StoreUnavailable('not now')),
    ];
    open({}, { append: async (...append) => answers.shift()?.() ?? auditStore.append(...append) });
    await write(2);
    await untilCovered(2);
    expect(answers).toEqual([]);
    expect(logged).toEqual(['warn: Checkpoints are delayed. It is tried again.']);
  });

  it('and does not keep a service from stopping', async () => {
    open({ head: () => new Promise(() => undefined) });
    await notary.close();
    expect(logged).toHaveLength(1);
  });
});

it('that a signing outlasts its closing is said once: it ends when it finds the tree closed', async () => {
  await write(2);
  let isHeld = true;
  open(
    {},
    {
      async readStream(...read) {
        await until(() => !isHeld);
        return auditStore.readStream(...read);
      },
    },
  );
  await until(() => tree.end().size === 2);
  await notary.close();
  await tree.close();
  const ends = jest.spyOn(tree, 'end');
  isHeld = false;
  await until(() => ends.mock.results.some(({ type }) => type === 'throw'));
  await new Promise(setImmediate);
  expect(logged).toEqual(['warn: Checkpoints are delayed. It is tried again.']);
  expect(await checkpoints()).toEqual([]);
  tree = TreeStorage.open(join(folder, 'tree'));
});
