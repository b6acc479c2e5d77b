import { setImmediate as turn } from 'node:timers/promises';
import { samePerson, type Instant, type PersonIdentity } from '#consent';
import type { EventStore, ReadStreamOptions, StoredEvent } from '#event-store';
import type { SignOnRefusal } from '../decide-sign-on';
import { decodeSignOn } from './sign-on-codec';
import type { PatientOpened, SignedOff, SignedOn, SignOnRefused } from './sign-on-event';
import { patientOpeningStream, signOnStream } from './sign-on-streams';

/** What the streams of a day hold: who came in and went out, who was not let in, and which patients were opened. */
export type SignOnEntry = SignedOn | SignOnRefused | SignedOff | PatientOpened;

/** Which entries are looked for: those within the span that agree with everything else that is named. */
export interface SignOnFilter {
  readonly from: Instant;
  readonly before: Instant;
  /** The person who came, or opened a patient. */
  readonly person?: PersonIdentity;
  /** The patient who was opened. */
  readonly patient?: PersonIdentity;
  /** Why somebody was not let in. */
  readonly code?: SignOnRefusal;
}

type Log = Pick<EventStore, 'readStream'>;

const DAY_MS = 24 * 60 * 60 * 1000;

/** How many events are read at a time. */
const PAGE = 256;

/**
 * The entries that a filter means, the newest first, in the order of the ledger. Only the streams of the days that it is about are read,
 * a page at a time. @throws StoreUnavailable @throws UnknownSignOnEvent
 */
export async function* searchSignOns(store: Log, filter: SignOnFilter): AsyncGenerator<SignOnEntry> {
  const first = filter.from - (filter.from % DAY_MS);
  for (let day = filter.before - 1; day >= first; day -= DAY_MS) {
    for await (const stored of newestFirst(store, [signOnStream(day), patientOpeningStream(day)])) {
      const entry = decodeSignOn(stored) as SignOnEntry;
      if (isMeant(entry, filter)) yield entry;
    }
  }
}

const isMeant = (entry: SignOnEntry, filter: SignOnFilter): boolean =>
  entry.recordedAt >= filter.from && entry.recordedAt < filter.before && isAbout(entry, filter);

function isAbout(entry: SignOnEntry, { person, patient, code }: SignOnFilter): boolean {
  if (person && !isSame(entry.person, person)) return false;
  if (patient && !(entry.type === 'PatientOpened' && samePerson(entry.patient, patient))) return false;
  return code === undefined || (entry.type === 'SignOnRefused' && entry.code === code);
}

/** Before the identity provider has answered, nobody knows who it is. */
const isSame = (one: PersonIdentity | undefined, other: PersonIdentity): boolean =>
  one !== undefined && samePerson(one, other);

/** Several streams as one, by where their events stand in the ledger. */
async function* newestFirst(store: Log, streams: readonly string[]): AsyncGenerator<StoredEvent> {
  const readers = streams.map((stream) => backwards(store, stream));
  const next = await Promise.all(readers.map((reader) => reader.next()));
  for (;;) {
    const positions = next.map(({ done, value }) => (done === true ? -1 : value.position));
    const newest = positions.indexOf(Math.max(...positions));
    const { done, value } = next[newest]!;
    if (done === true) return;
    yield value;
    next[newest] = await readers[newest]!.next();
  }
}

async function* backwards(store: Log, stream: string): AsyncGenerator<StoredEvent, undefined> {
  let options: ReadStreamOptions = { direction: 'backwards', limit: PAGE };
  for (;;) {
    await turn();
    const page = await store.readStream(stream, options);
    yield* page;
    const last = page.at(-1);
    if (page.length < PAGE || last === undefined || last.revision === 0) return undefined;
    options = { ...options, from: last.revision - 1 };
  }
}
