import { knownPosition, type StoredEvent } from '#event-store';
import { recordedCheckpoint, UnreadableCheckpoint } from '../notary/checkpoint-log';
import { openCheckpoint } from '../note/checkpoint';
import type { NoteVerifier } from '../note/note-key';
import { InvalidNote } from '../note/signed-note';
import { isDamaged, type Entry } from './every-entry';
import type { LogName, Report } from './finding';
import type { SignedHead } from './signed-history';

type Verifiers = readonly NoteVerifier[];

interface Trusted {
  readonly verifiers: Verifiers;
  readonly log: LogName;
  /** The stream that they are recorded in. */
  readonly checkpoints: string;
}

/** The checkpoints among the events of the audit log that can be trusted, in the order of their sizes. The others are reported. */
export async function* signedHeads(
  entries: AsyncIterable<Entry>,
  { verifiers, log, checkpoints }: Trusted,
  report: Report,
): AsyncGenerator<SignedHead> {
  let size = 0;
  for await (const entry of entries) {
    if (isDamaged(entry) || entry.stream !== checkpoints) continue;
    const head = headOf(entry, verifiers, size);
    if (typeof head === 'string') {
      report({ kind: 'checkpoint', log, position: knownPosition(entry), stream: checkpoints, what: head });
    } else {
      size = head.size;
      yield head;
    }
  }
}

/** The checkpoints that were kept elsewhere. */
export async function* savedHeads(
  notes: readonly string[],
  verifiers: Verifiers,
  report: Report,
): AsyncGenerator<SignedHead> {
  const heads = notes.map((note) => orWhyNot(() => ({ ...openCheckpoint(note, verifiers), position: null })));
  for (const head of heads) {
    if (typeof head !== 'string') continue;
    const what = `A checkpoint that was kept elsewhere is not this ledger's, or the keys are not those of then. ${head}`;
    report({ kind: 'checkpoint', log: 'ledger', position: null, what });
  }
  const trusted = heads.filter((head) => typeof head !== 'string');
  yield* trusted.toSorted((one, other) => one.size - other.size);
}

function headOf(event: StoredEvent, verifiers: Verifiers, before: number): SignedHead | string {
  return orWhyNot(() => {
    const { checkpoint, size, position } = recordedCheckpoint(event);
    const head = openCheckpoint(checkpoint, verifiers);
    if (head.size !== size) return 'What is noted beside the checkpoint is not what was signed.';
    if (head.size <= before) return 'It is over no more events than the checkpoint before it.';
    return { ...head, position };
  });
}

/** What is signed, or why it cannot be trusted. */
function orWhyNot<T>(open: () => T): T | string {
  try {
    return open();
  } catch (error) {
    if (error instanceof InvalidNote || error instanceof UnreadableCheckpoint) return error.message;
    throw error;
  }
}
