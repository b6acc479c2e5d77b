import { setTimeout as wait } from 'node:timers/promises';
import { newestCosigned, witnessesIn, type RecordedCheckpoint } from '#evidence';
import type { Config } from '#platform';
import type { StoredHistory } from './grown-tree';

/** Witnesses are asked once a second, so where there are any they are waited for that long, in milliseconds. */
const PATIENCE_MS = 2_500;
const LOOK_EVERY_MS = 100;

type Recorded = Pick<StoredHistory, 'auditStore' | 'history'>;

/** The checkpoint with the cosignatures that are recorded for it; as it is, when there are none. */
export async function cosignedOrPlain(
  checkpoint: RecordedCheckpoint,
  recorded: Recorded,
  config: Config,
): Promise<RecordedCheckpoint> {
  const patience = witnessesIn(config) ? PATIENCE_MS : 0;
  for (const begun = performance.now(); ; await wait(LOOK_EVERY_MS)) {
    const newest = await newestCosigned(recorded.auditStore, recorded.history);
    if (newest?.checkpoint.startsWith(checkpoint.checkpoint))
      return { ...checkpoint, checkpoint: newest.checkpoint };
    const isPassed = newest !== null && newest.size > checkpoint.size;
    if (isPassed || performance.now() - begun >= patience) return checkpoint;
  }
}
