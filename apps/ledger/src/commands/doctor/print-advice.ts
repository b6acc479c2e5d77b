import { conditionOf } from '../../condition/condition';
import { ExitCode } from '../../exit-code';
import type { Invocation } from '../../ledger-command';

/** Prints what needs attention, each with what to do. */
export async function printAdvice(invocation: Invocation): Promise<ExitCode> {
  const { terminal } = invocation;
  const wrong = (await conditionOf(invocation)).filter(({ advice }) => advice !== undefined);
  for (const finding of wrong) {
    terminal.record(finding);
    terminal.line(`${finding.about}: ${finding.state}.\n  ${finding.advice}\n`);
  }
  if (wrong.length === 0) terminal.line('Nothing needs attention.');
  return wrong.length === 0 ? ExitCode.done : ExitCode.found;
}
