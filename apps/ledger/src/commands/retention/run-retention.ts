import type { ExitCode } from '../../exit-code';
import { WrongUsage } from '../../failure';
import type { Invocation } from '../../ledger-command';
import { applyPlan } from './apply-plan';
import { printPlan } from './print-plan';

/** Plans what is removed, or removes it. @throws WrongUsage for an option that would be ignored. */
export async function runRetention(invocation: Invocation): Promise<ExitCode> {
  if (invocation.args[0] === 'apply') return applyPlan(invocation);
  for (const option of ['plan', 'today', 'reason', 'authority'])
    if (invocation.options[option] !== undefined)
      throw new WrongUsage(`--${option} belongs to "ledger retention apply".`);
  return printPlan(invocation);
}
