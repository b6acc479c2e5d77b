import { knownPosition, type StoredEvent } from '#event-store';
import { auditStream } from '#ledger';
import { openCheckpoint } from '../note/checkpoint';
import type { NoteVerifier } from '../note/note-key';
import { InvalidNote } from '../note/signed-note';
import type { TreeHead } from '../tree/consistency';
import { isDamaged, type Entry } from './every-entry';
import type { LogName, Report } from './finding';
import type { SignedHead } from './signed-history';

const STREAM = auditStream('checkpoints');

/** What is stored with every checkpoint. */
interface StoredCheckpoint {
  readonly checkpoint: string;
  readonly size: number;
  readonly position: number;
}

/** The checkpoints among the events of the audit log that can be trusted, in the order of their sizes. The others are told. */
export async function* signedHeads(
  entries: AsyncIterable<Entry>,
  { verifiers, log }: { readonly verifiers: readonly NoteVerifier[]; readonly log: LogName },
  report: Report,
): AsyncGenerator<SignedHead> {
  let size = 0;
  for await (const entry of entries) {
    if (isDamaged(entry) || entry.stream !== STREAM) continue;
    const head = headOf(entry, verifiers, size);
    if (typeof head === 'string') {
      const position = knownPosition(entry);
      report({ kind: 'checkpoint', log, position, stream: STREAM, what: head });
    } else {
      size = head.size;
      yield head;
    }
  }
}

function headOf(
  { data }: StoredEvent,
  verifiers: readonly NoteVerifier[],
  before: number,
): SignedHead | string {
  const { checkpoint, size, position } = data as Partial<StoredCheckpoint>;
  if (typeof checkpoint !== 'string' || typeof position !== 'number') return 'It holds no checkpoint.';
  const head = opened(checkpoint, verifiers);
  if (typeof head === 'string') return head;
  if (head.size !== size) return 'What is noted beside the checkpoint is not what was signed.';
  if (head.size <= before) return 'It is over no more events than the checkpoint before it.';
  return { ...head, position };
}

/** What the checkpoint says, or why it cannot be trusted. */
function opened(checkpoint: string, verifiers: readonly NoteVerifier[]): TreeHead | string {
  try {
    return openCheckpoint(checkpoint, verifiers);
  } catch (error) {
    if (error instanceof InvalidNote) return error.message;
    throw error;
  }
}
