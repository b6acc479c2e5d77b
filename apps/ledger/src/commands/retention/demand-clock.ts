import { accessKind, decisionKind, readRecords, type ReadRecordsOptions } from '#audit';
import { formatInstant, type Instant } from '#consent';
import type { OpenStores } from '#consent-ledger';
import { BELIEVED_AHEAD } from '#retention';
import { Failure, WrongUsage } from '../../failure';
import type { Invocation } from '../../ledger-command';
import { textOf } from '../../search-options';

type AuditStore = OpenStores['auditStore'];

const DAYS = BELIEVED_AHEAD / (24 * 60 * 60 * 1000);

/**
 * A clock that was set ahead would release days too early. It is believed where the service has recorded a call within the last days
 * before it: a service that is used does so all the time. Otherwise somebody has to say which day it is.
 * @throws Failure, WrongUsage
 */
export async function demandClock(
  { options }: Invocation,
  { auditStore }: Pick<OpenStores, 'auditStore'>,
  now: Instant,
): Promise<void> {
  const [today, given] = [formatInstant(now).slice(0, 10), textOf(options, 'today')];
  if (given !== undefined && given !== today)
    throw new WrongUsage(
      `--today is not the day of this machine's clock, which says ${today} (UTC). Nothing was changed.`,
    );
  if (given !== undefined || (await isRecentlyUsed(auditStore, now))) return;
  throw new Failure(
    `The clock of this machine says ${today}, and no call of the last ${DAYS} days before is recorded. If the clock is ahead, records ` +
      `would be removed too early. Nothing was changed. If it is right, run the command again with --today ${today}`,
  );
}

/** Whether a call that did not come from the command line is recorded in the last days up to now. @throws StoreUnavailable */
async function isRecentlyUsed(auditStore: AuditStore, now: Instant): Promise<boolean> {
  const span = { from: now - BELIEVED_AHEAD, before: now + 1 };
  const isWithin = (at: Instant): boolean => at >= span.from && at <= now;
  const options: ReadRecordsOptions = { onRemoved: () => undefined };
  for await (const { record } of readRecords({ kind: decisionKind, auditStore }, span, options))
    if (isWithin(record.decidedAt)) return true;
  for await (const { record } of readRecords({ kind: accessKind, auditStore }, span, options))
    if (record.door !== 'command-line' && isWithin(record.askedAt)) return true;
  return false;
}
