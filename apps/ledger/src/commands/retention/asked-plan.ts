import type { Instant } from '#consent';
import type { OpenStores } from '#consent-ledger';
import { planRetention, type RetentionPlan } from '#retention';
import { WrongUsage } from '../../failure';
import type { Invocation } from '../../ledger-command';
import { dateOf } from '../../search-options';

/** The plan that the options ask for. @throws WrongUsage for a date up to which records are not to be removed yet. */
export async function askedPlan(
  { config, options }: Invocation,
  { store, auditStore }: Pick<OpenStores, 'store' | 'auditStore'>,
  now: Instant,
): Promise<RetentionPlan> {
  const onlyBefore = dateOf(options, 'before') ?? null;
  const years = (await config()).DECISION_LOG_YEARS ?? null;
  const plan = await planRetention({ store, auditStore, years, now, onlyBefore });
  if (onlyBefore === null || plan.before === null || onlyBefore <= plan.before) return plan;
  throw new WrongUsage(
    `--before is too late: records are kept for ${years} years, so only days before ${plan.before} have lapsed. ` +
      `Give that date or an earlier one, or leave --before out.`,
  );
}
