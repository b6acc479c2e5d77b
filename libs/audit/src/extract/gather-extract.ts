import { setImmediate as turn } from 'node:timers/promises';
import { samePerson, type Instant, type PersonIdentity } from '#consent';
import type { EventStore, Position, StoredEvent } from '#event-store';
import { auditStream } from '#ledger';
import type { PatientRows } from '#read-models';
import { accessKind, type Access } from '../accesses';
import { decisionKind } from '../decisions';
import { patientHistories, type ConsentHistory } from '../history';
import { dayOf, removalIn, type RecordKind, type RecordPlace } from '../records';
import type { ExtractEntry, Opening } from './extract-entry';
import { RemovedDays } from './removed-days';

/** What an extract is gathered from. */
export interface ExtractSources {
  readonly store: Pick<EventStore, 'readStream'>;
  readonly auditStore: Pick<EventStore, 'head' | 'readAll'>;
  /** Of the read model of patients, fresh. */
  readonly rows: PatientRows;
  /** Who opened the patient in the portal. */
  readonly openings?: readonly Opening[];
  /** Hears how far the records have been read. */
  readonly onProgress?: (position: Position) => void;
}

/**
 * All that was registered, decided and looked at about one patient, the earliest first. Records have no index over patients, so every
 * one that there is when this is called is read, a page at a time.
 * @throws StoreUnavailable, DamagedEvent, BrokenHistory, UnknownDecisions, UnknownAccesses
 */
export async function gatherExtract(
  sources: ExtractSources,
  patient: PersonIdentity,
): Promise<readonly ExtractEntry[]> {
  const histories: ConsentHistory[] = [];
  for await (const history of patientHistories(sources.store, sources.rows, patient)) histories.push(history);
  const entries: ExtractEntry[] = histories.flatMap(eventsOf);
  const isAbout = aboutWhich(patient, histories);
  const removedDays = new RemovedDays();
  for await (const event of recordsUntilNow(sources)) entries.push(...entriesIn(event, isAbout, removedDays));
  entries.push(...removedDays.entries());
  for (const opening of sources.openings ?? [])
    entries.push({ kind: 'opening', at: opening.recordedAt, opening });
  return entries.sort((one, other) => one.at - other.at);
}

const eventsOf = ({ registered, entries }: ConsentHistory): ExtractEntry[] =>
  entries.map((entry) => ({
    kind: 'event',
    at: entry.event.recordedAt,
    entry,
    isEmergency: registered.assertionType === 'Emergency',
  }));

/** A record names the patient, or a consent of the patient. */
type About = (record: Pick<Access, 'patient' | 'assertionId'>) => boolean;

function aboutWhich(patient: PersonIdentity, histories: readonly ConsentHistory[]): About {
  const consents = new Set(histories.map(({ registered }) => registered.assertionId.toLowerCase()));
  return ({ patient: named, assertionId }) =>
    named ? samePerson(named, patient) : assertionId !== undefined && consents.has(assertionId.toLowerCase());
}

/** How many events are looked at before others have a turn. */
const PAGE = 64;

async function* recordsUntilNow({ auditStore, onProgress }: ExtractSources): AsyncGenerator<StoredEvent> {
  const head = await auditStore.head();
  let looked = 0;
  for await (const event of auditStore.readAll()) {
    if (event.position > head) return;
    looked += 1;
    if (looked % PAGE === 0) {
      onProgress?.(event.position);
      await turn();
    }
    yield event;
  }
}

const DECISIONS = auditStream('decisions-');
const ACCESSES = auditStream('accesses-');

function entriesIn(event: StoredEvent, isAbout: About, removedDays: RemovedDays): ExtractEntry[] {
  const removed = removalIn(event);
  if (removed) {
    removedDays.add(event, event.stream.startsWith(DECISIONS) ? 'checks' : 'looks', removed);
    return [];
  }
  if (event.stream.startsWith(DECISIONS))
    return placed(event, decisionKind)
      .filter(({ record }) => isAbout({ patient: record.patient }))
      .map(({ at, place, record }) => ({ kind: 'check', at, place, decision: record }));
  if (event.stream.startsWith(ACCESSES))
    return placed(event, accessKind)
      .filter(({ record }) => isAbout(record))
      .map(({ at, place, record }) => ({ kind: 'look', at, place, access: record }));
  return [];
}

interface Placed<Kept> {
  readonly at: Instant;
  readonly place: RecordPlace;
  readonly record: Kept;
}

/** A batch is in the stream of the day of its records. */
const placed = <Kept>(event: StoredEvent, { at, decode }: RecordKind<Kept>): Placed<Kept>[] =>
  decode(event).map((record, index) => ({
    at: at(record),
    place: { day: dayOf(at(record)), revision: event.revision, index },
    record,
  }));
