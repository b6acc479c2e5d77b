export type { Comparison, ComparisonWatcher, Difference, Digested } from './comparison';
export { RebuildUnderWay } from './lease';
export { isOfLmdb } from './leased-folder';
export type { Building } from './log-follower';
export { NothingToUndo, ReadModelRebuild, type Built, type RebuildWatcher } from './read-model-rebuild';
export { rowHash, StateDigest } from './state-digest';
export { UNREADABLE } from './stored-rows';
