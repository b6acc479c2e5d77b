import { InvalidReceipt, verifyReceipt, type ProvedEvent, type ProvedReceipt } from '#evidence';
import { readText } from '#platform';
import { trustedKeys } from '../../evidence/trusted-keys';
import { ExitCode } from '../../exit-code';
import type { Invocation } from '../../ledger-command';
import type { Terminal } from '../../terminal/terminal';

const COLUMNS = [{ title: 'Revision' }, { title: 'Event' }, { title: 'Recorded' }];

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

async function print({ checkpoint, events }: ProvedReceipt, terminal: Terminal): Promise<void> {
  const { origin, size } = checkpoint;
  const { stream } = events[0]!;
  const names = events.map(({ type }) => type);
  terminal.record({ proved: true, origin, size, stream, events: names, mayHaveLaterEvents: true });
  terminal.line(`Proved: ${stream} has these events among the first ${size} of ${origin}.`);
  terminal.line(
    'There may be later ones, such as a cancellation: a receipt does not prove that there are none.',
  );
  await terminal.table(COLUMNS, events.map(rowOf));
}

const rowOf = ({ revision, type, data }: ProvedEvent): string[] => {
  const { recordedAt } = data as { readonly recordedAt?: unknown };
  return [String(revision), type, typeof recordedAt === 'string' ? recordedAt : ''];
};
