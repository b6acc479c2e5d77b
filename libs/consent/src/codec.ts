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
import { consentStream, isConsentStream } from './stream';
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
export interface StoredForm extends EncodedEvent {
  readonly stream: string;
  readonly position: number;
  readonly originalPosition?: number;
  /** Its place in its stream, from 0. */
  readonly revision?: number;
}

/**
 * What stands in a consent's stream is no event that this build can read: it is newer, or was spoilt. Its consent cannot be judged
 * any more, because the event may have ended it.
 */
export class UnreadableConsentEvent extends Error {
  override readonly name = 'UnreadableConsentEvent';

  constructor({ stream, position, originalPosition }: StoredForm, what: string, options?: ErrorOptions) {
    super(
      `The event at position ${originalPosition ?? position}, in ${stream}, cannot be read: ${what}.`,
      options,
    );
  }
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
 * An event as it was meant, from its stored form; `null` when its stream is no consent's (the log holds other things too, and
 * others may call their events as we do).
 * @throws UnreadableConsentEvent
 */
export function decode(stored: StoredForm): Recorded<ConsentEvent> | null {
  if (!isConsentStream(stored.stream)) return null;
  const event = eventIn(stored);
  if (!isWhole(event)) throw new UnreadableConsentEvent(stored, 'a field is missing or of the wrong kind');
  if (consentStream(event.assertionId) !== stored.stream)
    throw new UnreadableConsentEvent(stored, 'it is about another consent than its stream');
  if (event.type === 'ConsentRegistered' && (stored.revision ?? 0) > 0)
    throw new UnreadableConsentEvent(stored, 'it registers a consent whose stream has a history before it');
  const position = stored.originalPosition ?? stored.position;
  return { event, provenance: stored.metadata as Provenance, position };
}

function eventIn(stored: StoredForm): ConsentEvent {
  const decodeBody = decoders[stored.type];
  if (!decodeBody) throw new UnreadableConsentEvent(stored, `this build does not know ${stored.type}`);
  try {
    return decodeBody(stored.data as never);
  } catch (cause) {
    throw new UnreadableConsentEvent(stored, 'a field is missing or of the wrong kind', { cause });
  }
}

/** The fields by which an event is placed, and a consent's owner is told: without them no answer can be given. */
function isWhole(event: ConsentEvent): boolean {
  const { assertionId, careProviderId, careUnitId } = event;
  const { patient } = event as { readonly patient?: Partial<ConsentEvent['patient']> };
  const employee: unknown = event.type === 'ConsentRegistered' ? (event.employeeId ?? '') : '';
  const texts = [assertionId, patient?.root, patient?.extension, careProviderId, careUnitId, employee];
  return texts.every((text) => typeof text === 'string');
}
