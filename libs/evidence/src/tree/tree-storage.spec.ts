import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { EmbeddedEventStore, NO_POSITION } from '#event-store';
import { isConsistent } from './consistency';
import { newestRevision } from './revision-map';
import { leafHash } from './hashing';
import { isIncluded } from './inclusion';
import { RootAccumulator } from './root-accumulator';
import { newLeaf, type NewLeaf } from './new-leaf';
import { TreeStorage } from './tree-storage';

/** More than 256 · 256, so that tiles of three levels are in use. */
const MANY = 66_000;

/** Positions have gaps, as in a log that holds other things too. */
const leafNumber = (index: number): NewLeaf => ({
  hash: leafHash(`event ${index}`),
  position: index * 3 + 1,
  eventId: `id ${index}`,
  newest: newestRevision(`stream ${index % 1000}`, Math.floor(index / 1000)),
});

const leavesBetween = (from: number, to: number): NewLeaf[] =>
  Array.from({ length: to - from }, (_, index) => leafNumber(from + index));

const rootOfWalk = (size: number) => {
  const walk = new RootAccumulator();
  for (const { hash } of leavesBetween(0, size)) walk.add(hash);
  return walk.root();
};

let folder: string;
let tree: TreeStorage;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'consent-ledger-'));
  tree = TreeStorage.open(join(folder, 'tree'));
});

afterEach(async () => {
  await tree.close();
  await rm(folder, { recursive: true });
});

async function reopen(): Promise<void> {
  await tree.close();
  tree = TreeStorage.open(join(folder, 'tree'));
}

/** Adds all leaves, so many at a time in turn. */
async function grow(to: number, ...steps: number[]): Promise<void> {
  for (let { size } = tree.end(), turn = 0; size < to; turn += 1) {
    const next = Math.min(to, size + steps[turn % steps.length]!);
    await tree.add(leavesBetween(size, next), tree.end().position);
    size = next;
  }
}

it('begins empty', () => {
  expect(tree.end()).toEqual({ size: 0, position: NO_POSITION, eventId: '' });
  expect(tree.head(0).root).toEqual(new RootAccumulator().root());
  expect(tree.indexAt(1)).toBeNull();
});

it('has the same roots whatever steps it grew by, and proves any leaf and any beginning', async () => {
  await grow(1500, 1, 3, 255, 1, 256, 257, 40);
  expect(tree.end()).toEqual({ size: 1500, position: 4498, eventId: 'id 1499' });
  for (const size of [1, 255, 256, 257, 511, 512, 513, 768, 1000, 1499, 1500]) {
    expect(tree.head(size).root).toEqual(rootOfWalk(size));
  }
  await reopen();
  await grow(MANY, 5000);
  const newest = { size: MANY, root: rootOfWalk(MANY) };
  expect(tree.head(MANY)).toEqual(newest);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: MANY }), fc.nat(), (size, number) => {
      const [index, older] = [number % size, tree.head(size)];
      const claim = { leaf: leafNumber(index).hash, index, ...older };
      expect(isIncluded(claim, tree.inclusionProof(index, size))).toBe(true);
      expect(isConsistent(older, newest, tree.consistencyProof(size, MANY))).toBe(true);
    }),
    { numRuns: 200 },
  );
});

it('finds leaf, position and index by one another', async () => {
  await grow(600, 250);
  for (const index of [0, 1, 255, 256, 511, 599]) {
    expect(tree.leaf(index)).toEqual(leafNumber(index).hash);
    expect(tree.positionOf(index)).toBe(index * 3 + 1);
    expect(tree.indexAt(index * 3 + 1)).toBe(index);
  }
  expect([0, 2, 3, 600 * 3 + 1, 1e15].map((position) => tree.indexAt(position))).toEqual(Array(5).fill(null));
});

it('passes over what it has, and refuses to leave a hole', async () => {
  await grow(300, 300);
  await tree.add(leavesBetween(290, 310), leafNumber(289).position);
  expect(tree.head(tree.end().size)).toEqual({ size: 310, root: rootOfWalk(310) });
  await tree.add(leavesBetween(0, 310), NO_POSITION);
  await tree.add([], 1e6);
  expect(tree.end().size).toBe(310);
  await expect(tree.add(leavesBetween(311, 312), leafNumber(310).position)).rejects.toThrow(
    'The tree ends at 928, not at 931.',
  );
  expect(tree.end().size).toBe(310);
});

it('proves at the start that it belongs to this ledger', async () => {
  const store = await EmbeddedEventStore.open(join(folder, 'log'));
  const other = await EmbeddedEventStore.open(join(folder, 'other'));
  const event = () => ({ id: randomUUID(), type: 'Noted.v1', data: {}, metadata: {} });
  await tree.demandSameLedger(store);
  await store.append('notes', 'any', [event(), event()]);
  await other.append('notes', 'any', [event(), event()]);
  for await (const stored of store.readAll()) await tree.add([newLeaf(stored)], tree.end().position);
  await reopen();
  await tree.demandSameLedger(store);
  await expect(tree.demandSameLedger(other)).rejects.toThrow(
    /ends with the event at position 1, where the log has another event.*restore a newer one/,
  );
  const shorter = await EmbeddedEventStore.open(join(folder, 'shorter'));
  await shorter.append('notes', 'any', [event()]);
  await expect(tree.demandSameLedger(shorter)).rejects.toThrow(
    /^The log has lost its end: it ends at position 0, .*Position 1 is missing\./,
  );
  await shorter.close();
  await Promise.all([store.close(), other.close()]);
});

it('is built anew when the machine stopped under it', async () => {
  await grow(10, 10);
  const [mark] = (await readdir(join(folder, 'tree'))).filter((name) => name.startsWith('open-'));
  await tree.close();
  await writeFile(join(folder, 'tree', mark!.replace(/open-in-.{8}/, 'open-in-another-')), '');
  tree = TreeStorage.open(join(folder, 'tree'));
  expect([tree.wasDiscarded, tree.end().size]).toEqual([true, 0]);
});
