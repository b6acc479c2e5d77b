import type { Cosignature, ProvedEvent, ProvedReceipt } from '#evidence';
import { cosignaturesInWords } from '../../evidence/given-quorum';
import type { Terminal } from '../../terminal/terminal';

const COLUMNS = [{ title: 'Revision' }, { title: 'Event' }, { title: 'Recorded' }];

/** What no receipt proves, and what one of version 1 does not prove either. */
const LATER_ONES = 'It says nothing of events after those: the consent may have been cancelled since.';
const OTHERS =
  'There may be later ones, such as a cancellation: this receipt does not prove that there are none.';

/** Prints which events a consent had. */
export async function printEvents(
  { checkpoint, events, areAll }: ProvedReceipt,
  cosignatures: readonly Cosignature[] | null,
  terminal: Terminal,
): Promise<void> {
  const { origin, size } = checkpoint;
  const { stream } = events[0]!;
  const names = events.map(({ type }) => type);
  const cosigned = cosignatures ? { cosignatures } : {};
  terminal.record({ proved: true, origin, size, stream, events: names, areAll, ...cosigned });
  const these = areAll ? 'these events and no others' : 'these events';
  terminal.line(`Proved: ${stream} has ${these} among the first ${size} of ${origin}.`);
  terminal.line(areAll ? LATER_ONES : OTHERS);
  if (cosignatures) terminal.line(cosignaturesInWords(cosignatures));
  await terminal.table(COLUMNS, events.map(rowOf));
}

const rowOf = ({ revision, type, data }: ProvedEvent): string[] => {
  const { recordedAt } = data as { readonly recordedAt?: unknown };
  return [String(revision), type, typeof recordedAt === 'string' ? recordedAt : ''];
};
