import {
  consentStream,
  decode,
  decodeOrReport,
  isUnreadable,
  samePerson,
  type PersonIdentity,
} from '#consent';
import { NO_POSITION, type EventStore, type Position, type StoredEvent } from '#event-store';
import { freshView, type Readable } from '#ledger';
import { extendedConsentsForPatient, patientProjection, UNBOUNDED, type PatientRow } from '#read-models';
import type { History } from './viewpoint';

/** Everything that has happened to one patient's consents, up to a position of the ledger. */
export interface PatientHistory {
  readonly history: History;
  readonly position: Position;
}

/** What a patient's history is read through: an open ledger, by shape. */
export interface ReadableLedger extends Readable {
  readonly store: Pick<EventStore, 'head' | 'readStream'>;
}

/** How many streams are read at a time: on a server each is a call. */
const STREAMS_AT_A_TIME = 32;

/**
 * A patient's history, found through the read model that holds every consent ever, and read from the consents' own streams. It has
 * everything that was committed before this call.
 * @throws NotCaughtUp @throws StoreUnavailable
 */
export async function patientHistory(
  ledger: ReadableLedger,
  patient: PersonIdentity,
  atLeast: Position = NO_POSITION,
): Promise<PatientHistory> {
  const { rows, position } = await freshView<PatientRow>(ledger, patientProjection.name, atLeast);
  const everything = { patient, careProviders: 'all', includeCancelled: true } as const;
  const { consents } = extendedConsentsForPatient(rows, everything, 0, UNBOUNDED);
  const ids = consents.map(({ assertion }) => assertion.assertionId);
  const stored = await readStreams(ledger.store, ids.map(consentStream));
  return { history: historyOf(stored.filter((event) => event.position <= position)), position };
}

/** What has happened to these consents, from their own streams, in the ledger's order. @throws StoreUnavailable, UnreadableConsentEvent */
export async function historyOfConsents(
  store: Pick<EventStore, 'readStream'>,
  assertionIds: Iterable<string>,
): Promise<History> {
  const streams = new Set(Array.from(assertionIds, consentStream));
  return historyOf(await readStreams(store, [...streams]));
}

async function readStreams(
  store: Pick<EventStore, 'readStream'>,
  streams: readonly string[],
): Promise<StoredEvent[]> {
  const events: StoredEvent[] = [];
  for (let read = 0; read < streams.length; read += STREAMS_AT_A_TIME) {
    const group = streams.slice(read, read + STREAMS_AT_A_TIME);
    for (const stream of await Promise.all(group.map((name) => store.readStream(name))))
      events.push(...stream);
  }
  return events.sort((a, b) => a.position - b.position);
}

const historyOf = (stored: readonly StoredEvent[]): History => stored.flatMap((event) => decode(event) ?? []);

/**
 * The same from the log alone, read from its beginning: whatever the read models hold, and as slow as the ledger is long. A consent
 * with something unreadable in its history is left out whole, as the read models leave it out.
 * `onEvent` gets the position of every event.
 */
export async function replayedHistory(
  store: Pick<EventStore, 'readAll'>,
  patient: PersonIdentity,
  onEvent: (position: Position) => void = () => undefined,
): Promise<PatientHistory> {
  const history: History[number][] = [];
  const unreadable = new Set<string>();
  let position = NO_POSITION;
  for await (const stored of store.readAll()) {
    const event = decodeOrReport(stored);
    if (event && isUnreadable(event)) unreadable.add(event.assertionId);
    else if (event && samePerson(event.event.patient, patient)) history.push(event);
    position = stored.position;
    onEvent(position);
  }
  const isReliable = ({ event }: History[number]) => !unreadable.has(event.assertionId.toLowerCase());
  return { history: history.filter(isReliable), position };
}
