import { setTimeout as wait } from 'node:timers/promises';
import {
  demandBeginning,
  existingSigner,
  KeyUnusable,
  newestCheckpoint,
  signGrowth,
  type RecordedCheckpoint,
} from '#evidence';
import { Failure } from '../failure';
import type { Invocation } from '../ledger-command';
import { cosignedOrPlain } from './cosigned-or-plain';
import type { GrownTree, StoredHistory } from './grown-tree';

/** A running service signs once a second, so it is waited for that much longer, in milliseconds. */
const PATIENCE_MS = 2_500;
const LOOK_EVERY_MS = 100;

/**
 * The newest checkpoint of a history, once it covers the first `size` of its events: a running service's, or, when none comes, one that is signed here.
 * @throws ContradictedCheckpoint when the ledger is not what was signed, Failure when no checkpoint can be had.
 */
export async function checkpointCovering(
  size: number,
  invocation: Invocation,
  stored: StoredHistory,
  grown: GrownTree,
): Promise<RecordedCheckpoint> {
  const checkpoint =
    (await signedByOthers(size, stored)) ?? (await signedHere(invocation, stored, grown)) ?? null;
  if (!checkpoint || checkpoint.size < size)
    throw new Failure('No checkpoint covers that yet. Try again in a moment.');
  await grown.grow();
  demandBeginning(grown.tree, checkpoint);
  return cosignedOrPlain(checkpoint, stored, await invocation.config());
}

async function signedByOthers(
  size: number,
  { auditStore, history }: StoredHistory,
): Promise<RecordedCheckpoint | null> {
  for (const begun = performance.now(); performance.now() - begun < PATIENCE_MS; await wait(LOOK_EVERY_MS)) {
    const newest = await newestCheckpoint(auditStore, history);
    if (newest && newest.size >= size) return newest;
  }
  return null;
}

async function signedHere(
  { config, clock }: Invocation,
  { store, auditStore, history }: StoredHistory,
  { tree, grow }: GrownTree,
): Promise<RecordedCheckpoint | null> {
  const signer = signerOrFailure(await config(), history);
  const reached = await grow();
  await signGrowth({ store, auditStore, tree, signer, clock }, () => reached);
  return newestCheckpoint(auditStore, history);
}

function signerOrFailure(...[config, history]: Parameters<typeof existingSigner>) {
  try {
    return existingSigner(config, history);
  } catch (error) {
    if (!(error instanceof KeyUnusable)) throw error;
    throw new Failure(
      `No checkpoint covers that yet. A running service signs one within a second or two, and here none can be signed: ${error.message}`,
    );
  }
}
