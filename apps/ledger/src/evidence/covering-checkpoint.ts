import { setTimeout as wait } from 'node:timers/promises';
import {
  demandBeginning,
  existingSigner,
  KeyUnusable,
  newestCheckpoint,
  signGrowth,
  type RecordedCheckpoint,
} from '#evidence';
import type { OpenStores } from '#consent-ledger';
import { Failure } from '../failure';
import type { Invocation } from '../ledger-command';
import type { GrownTree } from './grown-tree';

/** A running service signs once a second, so it is waited for that much longer, in milliseconds. */
const PATIENCE_MS = 2_500;
const LOOK_EVERY_MS = 100;

/**
 * The newest checkpoint, once it covers the first `size` events: a running service's, or, when none comes, one that is signed here.
 * @throws ContradictedCheckpoint when the ledger is not what was signed, Failure when no checkpoint can be had.
 */
export async function checkpointCovering(
  size: number,
  invocation: Invocation,
  stores: OpenStores,
  grown: GrownTree,
): Promise<RecordedCheckpoint> {
  const checkpoint =
    (await signedByOthers(size, stores)) ?? (await signedHere(invocation, stores, grown)) ?? null;
  if (!checkpoint || checkpoint.size < size)
    throw new Failure('No checkpoint covers that yet. Try again in a moment.');
  await grown.grow();
  demandBeginning(grown.tree, checkpoint);
  return checkpoint;
}

async function signedByOthers(size: number, { auditStore }: OpenStores): Promise<RecordedCheckpoint | null> {
  for (const begun = performance.now(); performance.now() - begun < PATIENCE_MS; await wait(LOOK_EVERY_MS)) {
    const newest = await newestCheckpoint(auditStore);
    if (newest && newest.size >= size) return newest;
  }
  return null;
}

async function signedHere(
  { config, clock }: Invocation,
  { store, auditStore }: OpenStores,
  { tree, grow }: GrownTree,
): Promise<RecordedCheckpoint | null> {
  const signer = signerOrFailure(await config());
  const reached = await grow();
  await signGrowth({ store, auditStore, tree, signer, clock }, () => reached);
  return newestCheckpoint(auditStore);
}

function signerOrFailure(config: Parameters<typeof existingSigner>[0]) {
  try {
    return existingSigner(config);
  } catch (error) {
    if (!(error instanceof KeyUnusable)) throw error;
    throw new Failure(
      `No checkpoint covers that yet. A running service signs one within a second or two, and here none can be signed: ${error.message}`,
    );
  }
}
