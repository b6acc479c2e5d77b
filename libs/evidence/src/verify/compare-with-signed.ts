import type { LogLeaf } from './log-leaf';
import { ProvedLog } from './proved-log';
import { ScratchMap } from './scratch-map';
import type { SignedHistory } from './signed-history';

/** Walks leaves to their end, and compares them with everything that was signed of them. */
export async function compareWithSigned(
  leaves: AsyncIterable<LogLeaf>,
  histories: readonly SignedHistory[],
): Promise<void> {
  const newest = new ScratchMap();
  try {
    const proved = new ProvedLog(histories, newest);
    for await (const leaf of leaves) await proved.add(leaf);
    await proved.end();
  } finally {
    await newest.close();
  }
}
