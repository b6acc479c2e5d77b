import {
  cosignaturesInReceipt,
  InvalidReceipt,
  isAccessReceipt,
  isDecisionReceipt,
  verifyAccessReceipt,
  verifyDecisionReceipt,
  verifyReceipt,
  type NoteVerifier,
} from '#evidence';
import { readText } from '#platform';
import { givenQuorum } from '../../evidence/given-quorum';
import { trustedKeys } from '../../evidence/trusted-keys';
import { ExitCode } from '../../exit-code';
import type { Invocation } from '../../ledger-command';
import { printAccess } from './print-access';
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
  { terminal, options }: Invocation,
): Promise<void> {
  const quorum = givenQuorum(options);
  const cosignatures = () => quorum && cosignaturesInReceipt(text, quorum);
  if (isDecisionReceipt(text)) {
    const proved = verifyDecisionReceipt(text, verifiers);
    printDecision(proved, cosignatures(), terminal);
  } else if (isAccessReceipt(text)) {
    const proved = verifyAccessReceipt(text, verifiers);
    printAccess(proved, cosignatures(), terminal);
  } else {
    const proved = verifyReceipt(text, verifiers);
    await printEvents(proved, cosignatures(), terminal);
  }
}
