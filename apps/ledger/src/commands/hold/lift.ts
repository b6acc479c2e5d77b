import { liftHold } from '#retention';
import { ExitCode } from '../../exit-code';
import { groundsOf, refusedAsUsage } from '../../grounds';
import type { Invocation } from '../../ledger-command';
import { withStores } from '../../with-stores';

/** Lifts the hold whose id is given. */
export async function liftGivenHold(invocation: Invocation): Promise<ExitCode> {
  const { args, clock, terminal } = invocation;
  const grounds = groundsOf(invocation);
  const holdId = args[1]!.toLowerCase();
  await withStores(invocation, ({ store }) =>
    liftHold(store, { type: 'HoldLifted', holdId, ...grounds, recordedAt: clock() }).catch(refusedAsUsage),
  );
  terminal.record({ holdId });
  terminal.line(`The hold ${holdId} is lifted.`);
  return ExitCode.done;
}
