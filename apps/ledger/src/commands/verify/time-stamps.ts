import type { OpenStores } from '#consent-ledger';
import {
  DECISION_HISTORY,
  decisionVerifiers,
  LEDGER_HISTORY,
  type Finding,
  type NoteVerifier,
} from '#evidence';
import type { Config } from '#platform';
import type { Invocation } from '../../ledger-command';
import { demandedTimeStamps, type DemandedTimeStamps } from './demanded-time-stamps';
import { stampsOfHistory, type StampedHistory, type Timed } from './stamps-of-history';

/** What time stamps say of a ledger. */
export interface CheckedTimeStamps {
  readonly findings: readonly Finding[];
  /** The checkpoints with a good time stamp, as signed notes: the ledger is held against them, too. */
  readonly stamped: readonly string[];
  /** Of the ledger, then of the records. */
  readonly histories: readonly StampsInReport[];
}

/** The good time stamps of a history, for those that read the report. */
export interface StampsInReport {
  readonly of: 'the ledger' | 'the records of checks and looks';
  readonly count: number;
  /** `null` where there is none. */
  readonly first: StampInReport | null;
  readonly newest: StampInReport | null;
}

export interface StampInReport {
  /** UTC, such as `2026-03-02T07:00:00.000Z`. */
  readonly time: string;
  readonly size: number;
}

/** Nothing is checked where neither an option nor the settings name authorities. @throws WrongUsage, StoreUnavailable */
export async function checkTimeStamps(
  invocation: Invocation,
  { auditStore, verifiers }: Pick<OpenStores, 'auditStore'> & { readonly verifiers: readonly NoteVerifier[] },
  config: Config,
): Promise<CheckedTimeStamps> {
  const demanded = demandedTimeStamps(invocation, config);
  if (!demanded) return { findings: [], stamped: [], histories: [] };
  const ledger = { auditStore, history: LEDGER_HISTORY, verifiers };
  const records = { auditStore, history: DECISION_HISTORY, verifiers: decisionVerifiers(verifiers) };
  const both = [
    await checkOf('the ledger', ledger, demanded),
    await checkOf('the records of checks and looks', records, demanded),
  ];
  return {
    findings: both.flatMap(({ findings }) => findings),
    stamped: both.flatMap(({ stamped }) => stamped),
    histories: both.flatMap(({ histories }) => histories),
  };
}

async function checkOf(
  what: StampsInReport['of'],
  history: StampedHistory,
  demanded: DemandedTimeStamps,
): Promise<CheckedTimeStamps> {
  const findings: Finding[] = [];
  const about = {
    kind: 'time-stamp',
    log: 'audit',
    position: null,
    stream: history.history.stamped,
  } as const;
  const good = await stampsOfHistory(
    history,
    demanded,
    (fault) => void findings.push({ ...about, what: fault }),
  );
  const [first = null, newest = null] = [good[0], good.at(-1)].map((one) => one && inReport(one));
  return {
    findings,
    stamped: good.map(({ checkpoint }) => checkpoint),
    histories: [{ of: what, count: good.length, first, newest }],
  };
}

const inReport = ({ time, size }: Timed): StampInReport => ({ time: new Date(time).toISOString(), size });

/** For people. */
export function stampsInWords({ of, count, first, newest }: StampsInReport): string {
  if (!first || !newest) return `No checkpoint of ${of} has a time stamp that is believed.`;
  const about = ({ time, size }: StampInReport): string => `${time} over ${size}`;
  return `Time stamps on checkpoints of ${of}: ${count}, the first of ${about(first)}, the newest of ${about(newest)}.`;
}
