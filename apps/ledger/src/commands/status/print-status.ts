import { conditionOf } from '../../condition/condition';
import { ExitCode } from '../../exit-code';
import type { Invocation } from '../../ledger-command';

/** Prints how every part is. */
export async function printStatus(invocation: Invocation): Promise<ExitCode> {
  const findings = await conditionOf(invocation);
  for (const finding of findings) invocation.terminal.record(finding);
  await invocation.terminal.table(
    [{ title: 'Part' }, { title: 'How it is' }],
    findings.map(({ about, state, advice }) => [about, advice === undefined ? state : `${state}  (!)`]),
  );
  if (findings.some(({ advice }) => advice !== undefined))
    invocation.terminal.line('\n(!) needs attention: "ledger doctor" says what to do.');
  return ExitCode.done;
}
