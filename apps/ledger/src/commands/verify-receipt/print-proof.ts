import {
  InvalidReceipt,
  isDecisionReceipt,
  verifyDecisionReceipt,
  verifyReceipt,
  type NoteVerifier,
} from '#evidence';
import { readText } from '#platform';
import { trustedKeys } from '../../evidence/trusted-keys';
import { ExitCode } from '../../exit-code';
import type { Invocation } from '../../ledger-command';
import { printDecision } from './print-decision';
import { printEvents } from './print-events';

/** Prints what a receipt proves, or why it proves nothing. No ledger is opened. */
export async function printProof(invocation: Invocation): Promise<ExitCode> {
  const text = readText(invocation.args[0]!);
  const verifiers = await trustedKeys(invocation);
  try {
    await print(text, verifiers, invocation);
    return ExitCode.done;
  } catch (error) {
    if (!(error instanceof InvalidReceipt)) throw error;
    invocation.terminal.record({ proved: false, reason: error.message });
    process.stderr.write(`Not proved. ${error.message}\n`);
    return ExitCode.found;
  }
}

async function print(
  text: string,
  verifiers: readonly NoteVerifier[],
  { terminal }: Invocation,
): Promise<void> {
  if (isDecisionReceipt(text)) printDecision(verifyDecisionReceipt(text, verifiers), terminal);
  else await printEvents(verifyReceipt(text, verifiers), terminal);
}
