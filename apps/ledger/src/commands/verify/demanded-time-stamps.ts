import { InvalidTimeStamp, timeStampTrustIn, timeStampTrustOf, type TimeStampTrust } from '#evidence';
import type { Config } from '#platform';
import { WrongUsage } from '../../failure';
import type { Invocation } from '../../ledger-command';
import { textOf } from '../../search-options';

/** Which time stamps are believed, and from when on there have to be some. */
export interface DemandedTimeStamps {
  readonly trust: TimeStampTrust;
  /** The first instant; absent: there may be none. */
  readonly since?: number;
  readonly now: number;
}

/** `null` where neither an option nor the settings name authorities. @throws WrongUsage, ConfigError */
export function demandedTimeStamps(
  { options, clock }: Pick<Invocation, 'options' | 'clock'>,
  config: Config,
): DemandedTimeStamps | null {
  const [file, day] = [textOf(options, 'timeStamps'), textOf(options, 'stampedSince')];
  const trust = file === undefined ? timeStampTrustIn(config) : trustIn(file);
  const now = clock();
  if (day === undefined) return trust && { trust, now };
  const since = beginningOf(day);
  if (since > now)
    throw new WrongUsage(`Invalid --stamped-since: ${day} is still to come, so nothing would be demanded.`);
  if (!trust) throw new WrongUsage('--stamped-since needs --time-stamps.');
  return { trust, since, now };
}

function trustIn(file: string): TimeStampTrust {
  try {
    return timeStampTrustOf(file);
  } catch (error) {
    if (!(error instanceof InvalidTimeStamp)) throw error;
    throw new WrongUsage(`Invalid --time-stamps: ${file} cannot be used. ${error.message}`);
  }
}

/** A day that is in no calendar, such as 2026-02-30, would be taken for one that is. */
function beginningOf(day: string): number {
  const begins = Date.parse(`${day}T00:00:00Z`);
  const isDay =
    /^\d{4}-\d\d-\d\d$/.test(day) &&
    !Number.isNaN(begins) &&
    new Date(begins).toISOString().slice(0, 10) === day;
  if (isDay) return begins;
  throw new WrongUsage('Invalid --stamped-since: use YYYY-MM-DD, for example 2026-10-15.');
}
