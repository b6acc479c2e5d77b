import { InvalidReceipt, verifyReceipt, type ProvedEvent, type ProvedReceipt } from '#evidence';
import { readText } from '#platform';
import { trustedKeys } from '../../evidence/trusted-keys';
import { ExitCode } from '../../exit-code';
import type { Invocation } from '../../ledger-command';
import type { Terminal } from '../../terminal/terminal';

const COLUMNS = [{ title: 'Revision' }, { title: 'Event' }, { title: 'Recorded' }];

/** What no receipt proves, and what one of version 1 does not prove either. */
const LATER_ONES = 'It says nothing of events after those: the consent may have been cancelled since.';
const OTHERS =
  'There may be later ones, such as a cancellation: this receipt does not prove that there are none.';

/** Prints what a receipt proves, or why it proves nothing. No ledger is opened. */
export async function printProof(invocation: Invocation): Promise<ExitCode> {
  const text = readText(invocation.args[0]!);
  const verifiers = await trustedKeys(invocation);
  try {
    await print(verifyReceipt(text, verifiers), invocation.terminal);
    return ExitCode.done;
  } catch (error) {
    if (!(error instanceof InvalidReceipt)) throw error;
    invocation.terminal.record({ proved: false, reason: error.message });
    process.stderr.write(`Not proved. ${error.message}\n`);
    return ExitCode.found;
  }
}

async function print({ checkpoint, events, areAll }: ProvedReceipt, terminal: Terminal): Promise<void> {
  const { origin, size } = checkpoint;
  const { stream } = events[0]!;
  const names = events.map(({ type }) => type);
  terminal.record({ proved: true, origin, size, stream, events: names, areAll });
  const these = areAll ? 'these events and no others' : 'these events';
  terminal.line(`Proved: ${stream} has ${these} among the first ${size} of ${origin}.`);
  terminal.line(areAll ? LATER_ONES : OTHERS);
  await terminal.table(COLUMNS, events.map(rowOf));
}

const rowOf = ({ revision, type, data }: ProvedEvent): string[] => {
  const { recordedAt } = data as { readonly recordedAt?: unknown };
  return [String(revision), type, typeof recordedAt === 'string' ? recordedAt : ''];
};
