import { consistencyProof, isConsistent } from './consistency';
import { EMPTY_ROOT, leafHash, nodeHash, type Hash } from './hashing';
import { inclusionProof, isIncluded } from './inclusion';
import { rootOf, type Nodes } from './range';
import { RootAccumulator } from './root-accumulator';
import {
  everyBitTurned,
  merklePath,
  merkleProof,
  merkleTreeHash,
  nodesOver,
  withBitTurned,
} from './given/rfc-9162';

const LARGEST = 40;

/** Up to this size, every proof is held against everything else that it might be taken for. */
const COMPARED = 24;
const entries = Array.from({ length: LARGEST }, (_, index) => Buffer.from(`entry ${index}`));
const leaves = entries.map((entry) => leafHash(entry.toString()));
const nodes = nodesOver(leaves);
const sizes = Array.from({ length: LARGEST }, (_, index) => index + 1);
const before = (size: number) => sizes.map((each) => each - 1).filter((each) => each < size);
const heads = [0, ...sizes].map((size) => ({ size, root: rootOf(nodes, size) }));
const head = (size: number) => heads[size]!;

describe('the published vectors of Certificate Transparency', () => {
  const inputs = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657'];
  const published = [...inputs, '606162636465666768696a6b6c6d6e6f'].map((hex) =>
    leafHash(Buffer.from(hex, 'hex').toString('latin1')),
  );
  const tree = nodesOver(published);
  const hex = (hashes: readonly Hash[]) => hashes.map((hash) => hash.toString('hex'));
  const [h1, h23, h4, h45] = [
    '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
    '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
    'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
  ];
  const roots = [
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
    'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
    '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
    'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
    '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
  ];

  it('have these roots', () => {
    expect(hex(roots.map((_root, size) => rootOf(tree, size)))).toEqual(roots);
  });

  it.each([
    { index: 0, size: 1, proof: [] },
    {
      index: 0,
      size: 8,
      proof: [h1, h23, '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4'],
    },
    { index: 5, size: 8, proof: [h4, h45, roots[4]] },
    { index: 2, size: 3, proof: [roots[2]] },
    { index: 1, size: 5, proof: [roots[1], h23, h4] },
  ])('prove leaf $index of $size so', ({ index, size, proof }) => {
    expect(hex(inclusionProof(tree, index, size))).toEqual(proof);
  });

  it.each([
    { older: 1, newer: 1, proof: [] },
    {
      older: 1,
      newer: 8,
      proof: [h1, h23, '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4'],
    },
    {
      older: 6,
      newer: 8,
      proof: ['0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a', h45, roots[4]],
    },
    { older: 2, newer: 5, proof: [h23, h4] },
  ])('prove the tree of $older in that of $newer so', ({ older, newer, proof }) => {
    expect(hex(consistencyProof(tree, older, newer))).toEqual(proof);
  });
});

describe.each(sizes)('a tree of %i leaves', (size) => {
  const data = entries.slice(0, size);
  const { root } = head(size);

  it('has the root of the definition, which walking it gives too', () => {
    const accumulator = new RootAccumulator();
    for (const leaf of leaves.slice(0, size)) accumulator.add(leaf);
    expect(root).toEqual(merkleTreeHash(data));
    expect([accumulator.size, accumulator.root()]).toEqual([size, root]);
  });

  it('proves every leaf as defined, and refuses the proof for every other index and leaf', () => {
    for (const index of before(size)) {
      const proof = inclusionProof(nodes, index, size);
      expect(proof).toEqual(merklePath(index, data));
      const claim = { leaf: leaves[index]!, index, size, root };
      expect(isIncluded(claim, proof)).toBe(true);
      if (size > COMPARED) continue;
      expect(before(size).filter((other) => isIncluded({ ...claim, index: other }, proof))).toEqual([index]);
      expect(leaves.filter((leaf) => isIncluded({ ...claim, leaf }, proof))).toEqual([leaves[index]]);
      expect(proofsOfOtherLength(proof).filter((other) => isIncluded(claim, other))).toEqual([]);
    }
  });

  it('proves that it begins with every smaller one as defined, and that none other is its beginning', () => {
    for (const older of before(size).map(head)) {
      const proof = consistencyProof(nodes, older.size, size);
      expect(proof).toEqual(older.size === 0 ? [] : merkleProof(older.size, data));
      expect(isConsistent(older, head(size), proof)).toBe(true);
      if (size > COMPARED) continue;
      const upTo = heads.slice(0, size + 1);
      const accepted = upTo.filter((other) => isConsistent(other, head(size), proof));
      expect(accepted.map((other) => other.size)).toEqual(proof.length > 0 ? [older.size] : [0, size]);
      expect(proofsOfOtherLength(proof).filter((other) => isConsistent(older, head(size), other))).toEqual(
        [],
      );
    }
  });
});

/** The proof with a hash more or less at either end; none of them is in its place then. */
const proofsOfOtherLength = (proof: readonly Hash[]): Hash[][] => [
  [...proof, leaves[0]!],
  [leaves[0]!, ...proof],
  ...(proof.length > 0 ? [proof.slice(1), proof.slice(0, -1)] : []),
];

describe.each([1, 2, 3, 7, 8, 11, 16, 23])('in a tree of %i leaves, one turned bit', (size) => {
  const { root } = head(size);

  it('in leaf, root or proof ends the proof of a leaf', () => {
    for (const index of new Set([0, Math.floor(size / 2), size - 1])) {
      const proof = inclusionProof(nodes, index, size);
      const claim = { leaf: leaves[index]!, index, size, root };
      const claims = [
        ...everyBitTurned(claim.leaf).map((leaf) => ({ ...claim, leaf })),
        ...everyBitTurned(root).map((turned) => ({ ...claim, root: turned })),
      ];
      expect(claims.filter((turned) => isIncluded(turned, proof))).toEqual([]);
      expect(proofsWithABitTurned(proof).filter((turned) => isIncluded(claim, turned))).toEqual([]);
    }
  });

  it('in either root or the proof ends the proof of a beginning', () => {
    for (const older of before(size)
      .filter((each) => each > 0)
      .map(head)) {
      const proof = consistencyProof(nodes, older.size, size);
      const isAccepted = (oldRoot: Hash, newRoot: Hash, hashes: Hash[]) =>
        isConsistent({ size: older.size, root: oldRoot }, { size, root: newRoot }, hashes);
      expect(everyBitTurned(older.root).filter((turned) => isAccepted(turned, root, proof))).toEqual([]);
      expect(everyBitTurned(root).filter((turned) => isAccepted(older.root, turned, proof))).toEqual([]);
      const turnedProofs = proofsWithABitTurned(proof);
      expect(turnedProofs.filter((turned) => isAccepted(older.root, root, turned))).toEqual([]);
    }
  });
});

const proofsWithABitTurned = (proof: readonly Hash[]): Hash[][] =>
  proof.flatMap((hash, place) => everyBitTurned(hash).map((turned) => proof.with(place, turned)));

describe('what is no proof', () => {
  const claim = { leaf: leaves[2]!, index: 2, size: 5, root: rootOf(nodes, 5) };
  const proof = inclusionProof(nodes, 2, 5);

  it.each([NaN, -1, 1.5, 2 ** 53, Infinity])('an index or size of %p', (number) => {
    expect(isIncluded({ ...claim, index: number }, proof)).toBe(false);
    expect(isIncluded({ ...claim, size: number }, proof)).toBe(false);
    expect(isConsistent({ ...claim, size: number }, claim, [])).toBe(false);
    expect(isConsistent(claim, { ...claim, size: number }, [])).toBe(false);
    expect(() => inclusionProof(nodes, number, 5)).toThrow(RangeError);
    expect(() => consistencyProof(nodes, number, 5)).toThrow(RangeError);
  });

  it('a hash that is cut, or one that has taken a byte from its neighbour', () => {
    const [first, second, ...others] = proof as [Hash, Hash, ...Hash[]];
    const both = Buffer.concat([first, second]);
    const shifted = [both.subarray(0, 33), both.subarray(33), ...others];
    expect(isIncluded(claim, proof)).toBe(true);
    expect(isIncluded(claim, shifted)).toBe(false);
    expect(isIncluded(claim, [first.subarray(1), second, ...others])).toBe(false);
    expect(isIncluded({ ...claim, leaf: claim.leaf.subarray(1) }, proof)).toBe(false);
  });

  it('an empty tree has the root of nothing, which every tree begins with', () => {
    expect(new RootAccumulator().root()).toEqual(EMPTY_ROOT);
    const empty = { size: 0, root: EMPTY_ROOT };
    expect(isConsistent(empty, head(5), [])).toBe(true);
    expect(isConsistent({ size: 0, root: withBitTurned(EMPTY_ROOT, 0) }, head(5), [])).toBe(false);
  });

  it('has no limit at 32 bits', () => {
    const full = [leaves[0]!];
    for (let height = 0; height < 41; height += 1) full.push(nodeHash(full[height]!, full[height]!));
    const alike: Nodes = { node: (height) => full[height]! };
    const [older, newer] = [2 ** 40 + 3, 2 ** 41 - 1].map((size) => ({ size, root: rootOf(alike, size) }));
    const claim = { leaf: leaves[0]!, index: 2 ** 40 + 1, ...older! };
    expect(isIncluded(claim, inclusionProof(alike, claim.index, claim.size))).toBe(true);
    expect(isConsistent(older!, newer!, consistencyProof(alike, older!.size, newer!.size))).toBe(true);
  });
});
