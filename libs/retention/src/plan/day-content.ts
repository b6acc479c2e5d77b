import { accessKind, dayOf, decisionKind, type Day, type RecordKind } from '#audit';
import type { Instant } from '#consent';
import type { StoredEvent } from '#event-store';
import { DECISION_HISTORY, RootAccumulator } from '#evidence';
import type { Hold } from '../holds/hold';
import { aboutCheck, aboutLook, type Consents } from './about-records';
import { concernOf, isOfDays, type About } from './concerns';
import type { RelatedPatients } from './related-patients';

/** Checks, or all other looks and denied calls. */
export type RecordsName = 'checks' | 'looks';

/** Why a hold keeps a day. */
export interface KeptBy {
  readonly holdId: string;
  /** How many records name what the hold is on. */
  readonly names: number;
  /** How many may concern it: nobody can say that they do not. */
  readonly may: number;
}

/** The records of one kind and one day. */
export interface DayContent {
  readonly kind: RecordsName;
  readonly day: string;
  readonly batches: number;
  readonly records: number;
  /** The root over the leaves that the day's batches have in the tree, in base64: it names exactly these records. */
  readonly root: string;
  readonly keptBy: readonly KeptBy[];
}

/** A kind of records that may lapse. */
interface LapsingKind {
  readonly name: RecordsName;
  readonly records: RecordKind<unknown>;
  readonly about: (record: never, consents: Consents) => Promise<About>;
}

const recordKinds: readonly LapsingKind[] = [
  { name: 'checks', records: decisionKind as RecordKind<unknown>, about: aboutCheck },
  { name: 'looks', records: accessKind as RecordKind<unknown>, about: aboutLook },
];

/** A day of one kind of records. */
export interface KindOfDay {
  readonly kind: LapsingKind;
  readonly day: Day;
  /** Such as `2026-03-02`. */
  readonly date: string;
}

/** The kind and the day whose records a stream holds; `null` for every other stream. */
export function kindOfDay(stream: string): KindOfDay | null {
  const date = stream.slice(-'YYYY-MM-DD'.length);
  const day = dayOf(Date.parse(`${date}T00:00:00Z`));
  if (Number.isNaN(day)) return null;
  const kind = recordKinds.find(({ records }) => records.streamOf(day) === stream);
  return kind ? { kind, day, date } : null;
}

interface Sources {
  readonly holds: readonly Hold[];
  readonly consents: Consents;
  readonly related: RelatedPatients;
}

/** Counts what a day holds, and which holds keep it, from its batches in their order. */
export class DayTally {
  /** The newest instant in its records: a batch in another day's stream is not removed with that. */
  latest: Instant = -Infinity;
  private readonly tree = new RootAccumulator();
  private records = 0;
  private readonly kept: { readonly hold: Hold; names: number; may: number }[];

  constructor(
    private readonly of: KindOfDay,
    private readonly sources: Sources,
  ) {
    const holds = sources.holds.filter((hold) => isOfDays(hold, of.date));
    this.kept = holds.map((hold) => ({ hold, names: 0, may: 0 }));
  }

  /** @throws StoreUnavailable */
  async add(batch: StoredEvent): Promise<void> {
    const { records, about } = this.of.kind;
    this.tree.add(DECISION_HISTORY.leafOf(batch));
    for (const record of records.decode(batch)) {
      this.records += 1;
      this.latest = Math.max(this.latest, records.at(record));
      if (this.kept.length > 0) this.count(await about(record as never, this.sources.consents));
    }
  }

  private count(about: About): void {
    for (const kept of this.kept) {
      const concern = concernOf(kept.hold, about, this.sources.related);
      if (concern !== 'no') kept[concern] += 1;
    }
  }

  content(): DayContent {
    const keptBy = this.kept
      .filter(({ names, may }) => names + may > 0)
      .map(({ hold, names, may }) => ({ holdId: hold.placed.holdId, names, may }));
    return {
      kind: this.of.kind.name,
      day: this.of.date,
      batches: this.tree.size,
      records: this.records,
      root: this.tree.root().toString('base64'),
      keptBy,
    };
  }
}
