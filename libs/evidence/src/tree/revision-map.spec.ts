import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { isNewest, newestRevision, RevisionMap } from './revision-map';

function emptyMap(): RevisionMap {
  const nodes = new Map<string, Buffer>();
  return new RevisionMap({
    get: (path) => nodes.get(path.toString('hex')),
    put: (path, node) => void nodes.set(path.toString('hex'), node),
  });
}

/** The map's root by its definition alone: over all streams at once, without nodes that are kept. */
function rootOf(newest: ReadonlyMap<string, number>): Buffer {
  const sha256 = (...parts: Buffer[]) => createHash('sha256').update(Buffer.concat(parts)).digest();
  const bits = (key: Buffer) => [...key].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const leaves = [...newest].map(([stream, revision]) => {
    const [key, number] = [sha256(Buffer.from(stream)), Buffer.alloc(8)];
    number.writeBigUInt64BE(BigInt(revision));
    return { way: bits(key), hash: sha256(Buffer.of(0), key, number) };
  });
  const over = (some: typeof leaves, depth: number): Buffer => {
    if (some.length === 0) return Buffer.alloc(32);
    if (some.length === 1) return some[0]!.hash;
    const on = (bit: string) => some.filter(({ way }) => way[depth] === bit);
    return sha256(Buffer.of(1), over(on('0'), depth + 1), over(on('1'), depth + 1));
  };
  return over(leaves, 0);
}

/** Batches of events, each by the number of its stream: the next revision of it. */
const batches = fc.array(fc.array(fc.nat(60), { maxLength: 30 }), { maxLength: 12 });

it('has the root that its definition says, however its streams came into it, and proves each newest revision', () => {
  fc.assert(
    fc.property(batches, (numbers) => {
      const [map, newest] = [emptyMap(), new Map<string, number>()];
      for (const batch of numbers) {
        const entries = batch.map((number) => {
          const stream = `consent-${number}`;
          newest.set(stream, (newest.get(stream) ?? -1) + 1);
          return newestRevision(stream, newest.get(stream)!);
        });
        map.put(entries);
        expect(map.root()).toEqual(rootOf(newest));
      }
      for (const [stream, revision] of newest) {
        const proof = map.proof(stream)!;
        expect(isNewest(stream, revision, proof, map.root())).toBe(true);
        expect(isNewest(stream, revision + 1, proof, map.root())).toBe(false);
        if (revision > 0) expect(isNewest(stream, revision - 1, proof, map.root())).toBe(false);
        expect(isNewest(`${stream}0`, revision, proof, map.root())).toBe(false);
      }
      expect(map.proof('consent-unknown')).toBeNull();
    }),
    { numRuns: 60 },
  );
});

it('proves nothing with a proof that is cut, drawn out, or has a hash of another length', () => {
  const map = emptyMap();
  map.put(Array.from({ length: 50 }, (_, number) => newestRevision(`consent-${number}`, 2)));
  const [proof, root] = [map.proof('consent-7')!, map.root()];
  expect(proof.length).toBeGreaterThan(2);
  const isProved = (hashes: readonly Buffer[]) => isNewest('consent-7', 2, hashes, root);
  expect(isProved(proof)).toBe(true);
  expect(isProved(proof.slice(1))).toBe(false);
  expect(isProved(proof.slice(0, -1))).toBe(false);
  expect(isProved([Buffer.alloc(32), ...proof])).toBe(false);
  expect(isProved([proof[0]!.subarray(1), ...proof.slice(1)])).toBe(false);
  expect(isProved(Array.from({ length: 257 }, () => Buffer.alloc(32)))).toBe(false);
});
