import type { OpenStores } from '#consent-ledger';
import { StoreUnavailable } from '#event-store';
import {
  allStamped,
  DECISION_HISTORY,
  InvalidNote,
  InvalidTimeStamp,
  LEDGER_HISTORY,
  readCheckpoint,
  timeStampTrustIn,
  verifyTimeStamp,
  type Finding,
  type ProvedHistory,
  type StampedCheckpoint,
  type TimeStampTrust,
} from '#evidence';
import { readText, type Config } from '#platform';
import { WrongUsage } from '../../failure';
import type { Invocation } from '../../ledger-command';
import { textOf } from '../../search-options';

/** Longer than this nothing is without a time stamp, where a day is given from which on there have to be some. */
const LONGEST_DAYS = 3;
const DAY_MS = 86_400_000;

/** What time stamps say of a ledger. */
export interface CheckedTimeStamps {
  readonly findings: readonly Finding[];
  /** The checkpoints with a good time stamp, as signed notes: the ledger is held against them, too. */
  readonly stamped: readonly string[];
  /** For people who read the report. */
  readonly lines: readonly string[];
}

/** Which time stamps are believed, and from when on there have to be some. */
interface Demanded {
  readonly trust: TimeStampTrust;
  /** The first instant; absent: there may be none. */
  readonly since?: number;
  readonly now: number;
}

/** Nothing is checked where neither an option nor the settings name authorities. @throws WrongUsage, StoreUnavailable */
export async function checkTimeStamps(
  invocation: Invocation,
  { auditStore }: Pick<OpenStores, 'auditStore'>,
  config: Config,
): Promise<CheckedTimeStamps> {
  const demanded = demandedIn(invocation, config);
  if (!demanded) return { findings: [], stamped: [], lines: [] };
  const ofLedger = await checkOf('the ledger', LEDGER_HISTORY, auditStore, demanded);
  const ofRecords = await checkOf('the records of checks and looks', DECISION_HISTORY, auditStore, demanded);
  return {
    findings: [...ofLedger.findings, ...ofRecords.findings],
    stamped: [...ofLedger.stamped, ...ofRecords.stamped],
    lines: [...ofLedger.lines, ...ofRecords.lines],
  };
}

function demandedIn({ options, clock }: Invocation, config: Config): Demanded | null {
  const [file, day] = [textOf(options, 'timeStamps'), textOf(options, 'stampedSince')];
  const trust =
    file === undefined
      ? timeStampTrustIn(config)
      : { ...timeStampTrustIn(config), authorities: readText(file) };
  if (day === undefined) return trust && { trust, now: clock() };
  const since = Date.parse(`${day}T00:00:00Z`);
  if (!/^\d{4}-\d\d-\d\d$/.test(day) || Number.isNaN(since))
    throw new WrongUsage('Invalid --stamped-since: use YYYY-MM-DD, for example 2026-10-15.');
  if (!trust) throw new WrongUsage('--stamped-since needs --time-stamps.');
  return { trust, since, now: clock() };
}

/** A checkpoint, and the time that was stamped on it. */
interface Timed extends StampedCheckpoint {
  readonly time: number;
}

async function checkOf(
  what: string,
  history: ProvedHistory,
  auditStore: OpenStores['auditStore'],
  { trust, since, now }: Demanded,
): Promise<CheckedTimeStamps> {
  const findings: Finding[] = [];
  const report = (fault: string): void =>
    void findings.push({
      kind: 'time-stamp',
      log: 'audit',
      position: null,
      stream: history.stamped,
      what: fault,
    });
  const good: Timed[] = [];
  for (const stamped of await stampedIn(auditStore, history, report)) {
    const time = await timeOf(stamped, trust, report);
    if (time !== null) good.push({ ...stamped, time });
  }
  const gap = since === undefined ? null : gapIn(good, since, now);
  if (gap !== null) report(gap);
  return { findings, stamped: good.map(({ checkpoint }) => checkpoint), lines: [inWords(what, good)] };
}

/** @throws StoreUnavailable */
async function stampedIn(
  auditStore: OpenStores['auditStore'],
  history: ProvedHistory,
  report: (fault: string) => void,
): Promise<readonly StampedCheckpoint[]> {
  try {
    return await allStamped(auditStore, history);
  } catch (error) {
    if (error instanceof StoreUnavailable) throw error;
    report('The time stamps cannot be read.');
    return [];
  }
}

async function timeOf(
  { checkpoint, size, token }: StampedCheckpoint,
  trust: TimeStampTrust,
  report: (fault: string) => void,
): Promise<number | null> {
  try {
    readCheckpoint(checkpoint);
    return Date.parse(await verifyTimeStamp(token, checkpoint, trust));
  } catch (error) {
    if (!(error instanceof InvalidTimeStamp || error instanceof InvalidNote)) throw error;
    report(`The time stamp of the checkpoint over ${size} events proves nothing: ${error.message}`);
    return null;
  }
}

/** The first time without a time stamp that is too long, in a sentence; `null`: there is none. */
function gapIn(good: readonly Timed[], since: number, now: number): string | null {
  const times = [since, ...good.map(({ time }) => time).filter((time) => time >= since), now];
  const at = times.findIndex((time, place) => place > 0 && time - times[place - 1]! > LONGEST_DAYS * DAY_MS);
  if (at < 0) return null;
  const [from, to] = [times[at - 1]!, times[at]!].map((time) => new Date(time).toISOString());
  return `There is no time stamp between ${from} and ${to}: what was signed then may have been signed again later.`;
}

function inWords(what: string, good: readonly Timed[]): string {
  const [first, last] = [good[0], good.at(-1)];
  if (!first || !last) return `No checkpoint of ${what} has a time stamp that is believed.`;
  const about = ({ size, time }: Timed): string => `${new Date(time).toISOString()} over ${size}`;
  return `Time stamps on checkpoints of ${what}: ${good.length}, the first of ${about(first)}, the newest of ${about(last)}.`;
}
