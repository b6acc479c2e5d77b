import { setImmediate as turn } from 'node:timers/promises';
import { accessKind, dateOf, decisionKind, type Day, type RecordKind } from '#audit';
import type { EventStore, StoredEvent } from '#event-store';
import { DECISION_HISTORY, RootAccumulator } from '#evidence';
import type { Hold } from '../holds/hold';
import { aboutCheck, aboutLook, concernOf, isOfDays, type About, type Consents } from './concerns';

/** Checks, or all other looks and denied calls. */
export type RecordsName = 'checks' | 'looks';

/** Why a hold keeps a day. */
export interface KeptBy {
  readonly holdId: string;
  /** How many records name what the hold is on. */
  readonly names: number;
  /** How many name nobody and showed something, so they may concern it. */
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
export interface LapsingKind {
  readonly name: RecordsName;
  readonly records: RecordKind<unknown>;
  /** What each record of a batch is about. */
  readonly about: (batch: StoredEvent, consents: Consents) => Promise<readonly About[]>;
}

export const recordKinds: readonly LapsingKind[] = [
  {
    name: 'checks',
    records: decisionKind as RecordKind<unknown>,
    about: async (batch) => decisionKind.decode(batch).map(aboutCheck),
  },
  {
    name: 'looks',
    records: accessKind as RecordKind<unknown>,
    about: (batch, consents) =>
      Promise.all(accessKind.decode(batch).map((access) => aboutLook(access, consents))),
  },
];

interface Sources {
  readonly auditStore: Pick<EventStore, 'readStream'>;
  readonly holds: readonly Hold[];
  readonly consents: Consents;
}

/** What a day holds, and which holds keep it. @throws StoreUnavailable */
export async function contentOf(kind: LapsingKind, day: Day, sources: Sources): Promise<DayContent> {
  const date = dateOf(day);
  const tally = new Tally(sources.holds.filter(({ placed }) => isOfDays(placed.subject, date)));
  for await (const batch of batchesOf(sources.auditStore, kind.records.streamOf(day)))
    tally.add(batch, await kind.about(batch, sources.consents));
  return { kind: kind.name, day: date, ...tally.content() };
}

/** How many batches are read at a time. */
const PAGE = 32;

/** The batches of a day's stream, in their order. */
export async function* batchesOf(
  auditStore: Pick<EventStore, 'readStream'>,
  stream: string,
): AsyncGenerator<StoredEvent> {
  for (let from = 0; ; from += PAGE) {
    await turn();
    const page = await auditStore.readStream(stream, { from, limit: PAGE });
    yield* page;
    if (page.length < PAGE) return;
  }
}

class Tally {
  private readonly tree = new RootAccumulator();
  private records = 0;
  private readonly kept: { readonly hold: Hold; names: number; may: number }[];

  constructor(holds: readonly Hold[]) {
    this.kept = holds.map((hold) => ({ hold, names: 0, may: 0 }));
  }

  add(batch: StoredEvent, records: readonly About[]): void {
    this.tree.add(DECISION_HISTORY.leafOf(batch));
    this.records += records.length;
    for (const about of records)
      for (const kept of this.kept) {
        const concern = concernOf(kept.hold.placed.subject, about);
        if (concern !== 'no') kept[concern] += 1;
      }
  }

  content(): Pick<DayContent, 'batches' | 'records' | 'root' | 'keptBy'> {
    const keptBy = this.kept
      .filter(({ names, may }) => names + may > 0)
      .map(({ hold, names, may }) => ({ holdId: hold.placed.holdId, names, may }));
    return {
      batches: this.tree.size,
      records: this.records,
      root: this.tree.root().toString('base64'),
      keptBy,
    };
  }
}
