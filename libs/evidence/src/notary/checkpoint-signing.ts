import { knownPosition, type EventStore, type Position } from '#event-store';
import type { Clock } from '#platform';
import { readCheckpoint, signCheckpoint } from '../note/checkpoint';
import { mapNewest } from '../tree/map-newest';
import type { NoteSigner } from '../note/note-key';
import type { TreeHead } from '../tree/consistency';
import type { TreeEnd, TreeStorage } from '../tree/tree-storage';
import {
  newestCheckpoint,
  recordCheckpoint,
  UnreadableCheckpoint,
  type RecordedCheckpoint,
} from './checkpoint-log';

/** The ledger is not what an earlier checkpoint says of it, so no other is signed: it would be a false witness. */
export class ContradictedCheckpoint extends Error {
  override readonly name = 'ContradictedCheckpoint';
}

/** What signing needs. */
export interface SigningParts {
  readonly store: Pick<EventStore, 'head' | 'readAll'>;
  readonly auditStore: Pick<EventStore, 'readStream' | 'append'>;
  readonly tree: TreeStorage;
  readonly signer: NoteSigner;
  readonly clock: Clock;
}

/** A new checkpoint, or why it was not signed: all is covered, another was or will be first, or the tree is still behind the newest one. */
export type Signing =
  | { readonly outcome: 'signed' | 'covered'; readonly size: number; readonly signedAt: string }
  | { readonly outcome: 'empty' | 'outrun' | 'behind' };

/**
 * Signs what the tree has become since the newest checkpoint, and records it. `reached` says how far the tree has followed the log.
 * @throws ContradictedCheckpoint when the tree does not begin with what the newest checkpoint covers.
 */
export async function signGrowth(parts: SigningParts, reached: () => Position): Promise<Signing> {
  const newest = await newestCheckpoint(parts.auditStore, parts.tree.history);
  const end = parts.tree.end();
  if (!newest) return end.size === 0 ? { outcome: 'empty' } : sign(parts, end, null);
  if (newest.size > end.size) return lookAfter(parts, newest, reached);
  demandBeginning(parts.tree, newest);
  const { size, signedAt } = newest;
  return size === end.size ? { outcome: 'covered', size, signedAt } : sign(parts, end, newest);
}

async function sign(parts: SigningParts, end: TreeEnd, newest: RecordedCheckpoint | null): Promise<Signing> {
  const newestRevisions = await mapNewest(parts.store, parts.tree, end.size);
  if (!newestRevisions) return { outcome: 'outrun' };
  const signed = {
    checkpoint: signCheckpoint({ ...parts.tree.head(end.size), newestRevisions }, parts.signer),
    size: end.size,
    position: await positionPeopleKnow(parts.store, end),
    signedAt: new Date(parts.clock()).toISOString(),
  };
  if (!(await recordCheckpoint(parts.auditStore, signed, newest, parts.tree.history)))
    return { outcome: 'outrun' };
  return { outcome: 'signed', size: signed.size, signedAt: signed.signedAt };
}

/**
 * A tree may be smaller than the newest checkpoint only as long as it has not seen everything. It grows meanwhile, so only its size
 * after it has seen everything tells.
 */
async function lookAfter(
  { store, tree }: SigningParts,
  { size }: RecordedCheckpoint,
  reached: () => Position,
): Promise<Signing> {
  const head = await store.head();
  if (reached() < head || tree.end().size >= size) return { outcome: 'behind' };
  throw new ContradictedCheckpoint(`The newest checkpoint covers ${size} events, and the ledger has fewer.`);
}

/**
 * The tree proves that it begins with what a recorded checkpoint covers: it has the same root at the same size.
 * @throws ContradictedCheckpoint, UnreadableCheckpoint
 */
export function demandBeginning(tree: TreeStorage, recorded: RecordedCheckpoint): void {
  const { size } = recorded;
  const signed = headIn(recorded);
  const isThere = signed.size === size && size <= tree.end().size;
  if (isThere && tree.head(size).root.equals(signed.root)) return;
  throw new ContradictedCheckpoint(
    `The first ${size} events are not those that the newest checkpoint was signed for.`,
  );
}

function headIn({ checkpoint }: RecordedCheckpoint): TreeHead {
  try {
    return readCheckpoint(checkpoint);
  } catch (error) {
    throw new UnreadableCheckpoint(`The newest checkpoint cannot be read: ${(error as Error).message}`);
  }
}

/** After a move, events are known by the positions they had before. */
async function positionPeopleKnow(
  store: Pick<EventStore, 'readAll'>,
  { position }: TreeEnd,
): Promise<Position> {
  for await (const event of store.readAll({ direction: 'backwards', from: position, limit: 1 })) {
    return knownPosition(event);
  }
  return position;
}
