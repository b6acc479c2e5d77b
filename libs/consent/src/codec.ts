import type {
  Action,
  ConsentCancelled,
  ConsentDeleted,
  ConsentEndedByPatient,
  ConsentEvent,
  ConsentRegistered,
  StatedTime,
} from './event';
import type { Provenance, Recorded } from './provenance';
import { formatInstant, parseInstant } from './time';

/**
 * The storage format. Stored names carry a version (`ConsentRegistered.v1`); every version ever written stays readable here for
 * good, held by a golden file each. Instants are stored as UTC text, so that an auditor can read the log without us.
 */
export interface EncodedEvent {
  readonly type: string;
  readonly data: object;
  readonly metadata: object;
}

/** The stored form as a log hands it out. The position of an event that was brought from another log is the one it had there. */
interface StoredForm extends EncodedEvent {
  readonly position: number;
  readonly originalPosition?: number;
}

/** A consent event that this build does not know: an older build on a newer ledger must stop, not guess. */
export class UnknownConsentEvent extends Error {
  override readonly name = 'UnknownConsentEvent';
}

interface StoredTime {
  readonly at: string;
  readonly sent: string | null;
}

/** An event's stored form: the same fields, with every time as text. */
type Stored<T> = T extends StatedTime ? StoredTime : T extends object ? StoredFields<T> : T;
type StoredFields<T> = { readonly [K in keyof T]: K extends 'recordedAt' ? string : Stored<T[K]> };
type BodyOf<E> = StoredFields<Omit<E, 'type'>>;

const encodeTime = ({ at, sent }: StatedTime): StoredTime => ({ at: formatInstant(at), sent });
const decodeTime = ({ at, sent }: StoredTime): StatedTime => ({ at: parseInstant(at), sent });

const encodeAction = (action: Action): Stored<Action> => ({
  ...action,
  requestDate: encodeTime(action.requestDate),
  registrationDate: encodeTime(action.registrationDate),
});

const decodeAction = (action: Stored<Action>): Action => ({
  ...action,
  requestDate: decodeTime(action.requestDate),
  registrationDate: decodeTime(action.registrationDate),
});

/** One entry per event: how it is written today. */
const encoders = {
  ConsentRegistered: ({ type: _, end, ...event }: ConsentRegistered): BodyOf<ConsentRegistered> => ({
    ...event,
    start: encodeTime(event.start),
    ...(end && { end: encodeTime(end) }),
    registration: encodeAction(event.registration),
    recordedAt: formatInstant(event.recordedAt),
  }),
  ConsentCancelled: ({ type: _, ...event }: ConsentCancelled): BodyOf<ConsentCancelled> => ({
    ...event,
    cancellation: encodeAction(event.cancellation),
    recordedAt: formatInstant(event.recordedAt),
  }),
  ConsentDeleted: ({ type: _, ...event }: ConsentDeleted): BodyOf<ConsentDeleted> => ({
    ...event,
    deletion: encodeAction(event.deletion),
    recordedAt: formatInstant(event.recordedAt),
  }),
  ConsentEndedByPatient: ({ type: _, ...event }: ConsentEndedByPatient): BodyOf<ConsentEndedByPatient> => ({
    ...event,
    end: encodeTime(event.end),
    recordedAt: formatInstant(event.recordedAt),
  }),
};

/** One entry per version ever written: how it is read. */
const decoders: Record<string, (body: never) => ConsentEvent> = {
  'ConsentRegistered.v1': ({ end, ...body }: BodyOf<ConsentRegistered>): ConsentRegistered => ({
    ...body,
    type: 'ConsentRegistered',
    start: decodeTime(body.start),
    ...(end && { end: decodeTime(end) }),
    registration: decodeAction(body.registration),
    recordedAt: parseInstant(body.recordedAt),
  }),
  'ConsentCancelled.v1': (body: BodyOf<ConsentCancelled>): ConsentCancelled => ({
    ...body,
    type: 'ConsentCancelled',
    cancellation: decodeAction(body.cancellation),
    recordedAt: parseInstant(body.recordedAt),
  }),
  'ConsentDeleted.v1': (body: BodyOf<ConsentDeleted>): ConsentDeleted => ({
    ...body,
    type: 'ConsentDeleted',
    deletion: decodeAction(body.deletion),
    recordedAt: parseInstant(body.recordedAt),
  }),
  'ConsentEndedByPatient.v1': (body: BodyOf<ConsentEndedByPatient>): ConsentEndedByPatient => ({
    ...body,
    type: 'ConsentEndedByPatient',
    end: decodeTime(body.end),
    recordedAt: parseInstant(body.recordedAt),
  }),
};

export const eventTypes: readonly string[] = Object.keys(decoders);

/** How an event is written: the newest version of its stored form. */
export function encode(event: ConsentEvent, provenance: Provenance): EncodedEvent {
  const encodeBody = encoders[event.type] as (event: ConsentEvent) => object;
  return { type: `${event.type}.v1`, data: encodeBody(event), metadata: provenance };
}

/**
 * An event as it was meant, from its stored form; `null` when it is none of ours (the log holds other things too).
 * @throws UnknownConsentEvent when it is ours, but newer than this build.
 */
export function decode(stored: StoredForm): Recorded<ConsentEvent> | null {
  if (!stored.type.startsWith('Consent')) return null;
  const decodeBody = decoders[stored.type];
  if (!decodeBody)
    throw new UnknownConsentEvent(`This build cannot read ${stored.type} at position ${stored.position}.`);
  return {
    event: decodeBody(stored.data as never),
    provenance: stored.metadata as Provenance,
    position: stored.originalPosition ?? stored.position,
  };
}
