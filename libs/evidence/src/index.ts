export { leafData, leafOf, provedEvent, type ProvedEvent } from './leaf/leaf';
export { consistencyProof, isConsistent, type TreeHead } from './tree/consistency';
export { EMPTY_ROOT, HASH_BYTES, leafHash, nodeHash, type Hash } from './tree/hashing';
export { inclusionProof, isIncluded, type Inclusion } from './tree/inclusion';
export { rootOf, type Nodes } from './tree/range';
export { RootAccumulator } from './tree/root-accumulator';
export { ForeignTree, newLeaf, TreeStorage, type NewLeaf, type TreeEnd } from './tree/tree-storage';
