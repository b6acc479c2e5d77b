import { formatInstant, parseInstant } from '#consent';
import type { NewEvent, StoredEvent } from '#event-store';
import type { HeldSubject, HoldEvent, HoldLifted, HoldPlaced } from './hold';

/** The storage format of holds. Every version ever written stays readable here for good, held by a golden file each. */
const types = { HoldPlaced: 'HoldPlaced.v1', HoldLifted: 'HoldLifted.v1' } as const;

/** An event of a hold that this build does not know, or that is not whole: nobody can say what it keeps. */
export class UnknownHold extends Error {
  override readonly name = 'UnknownHold';
}

type Stored<Event> = Omit<Event, 'type' | 'recordedAt'> & { readonly recordedAt: string };

/** One entry per version ever written: how it is read. */
const decoders: Record<string, (data: never) => HoldEvent> = {
  [types.HoldPlaced]: ({ recordedAt, ...placed }: Stored<HoldPlaced>) => ({
    type: 'HoldPlaced',
    ...placed,
    recordedAt: parseInstant(recordedAt),
  }),
  [types.HoldLifted]: ({ recordedAt, ...lifted }: Stored<HoldLifted>) => ({
    type: 'HoldLifted',
    ...lifted,
    recordedAt: parseInstant(recordedAt),
  }),
};

export const holdEventTypes: readonly string[] = Object.keys(decoders);

export const encodeHold = ({ type, recordedAt, ...event }: HoldEvent): Omit<NewEvent, 'id'> => ({
  type: types[type],
  data: { ...event, recordedAt: formatInstant(recordedAt) },
  metadata: {},
});

type Unread = Readonly<Record<string, unknown>>;

const isText = (value: unknown): boolean => typeof value === 'string';
const isObject = (value: unknown): value is Unread => typeof value === 'object' && value !== null;
const isTextOrAbsent = (value: unknown): boolean => value === undefined || isText(value);

/** What each subject has to be: somebody with the disk may have written it. */
const subjects: Readonly<Record<HeldSubject['kind'], (subject: Unread) => boolean>> = {
  patient: ({ patient }) => isObject(patient) && isText(patient['root']) && isText(patient['extension']),
  'care-provider': ({ careProviderId }) => isText(careProviderId),
  case: ({ reference, from, to }) => isText(reference) && isTextOrAbsent(from) && isTextOrAbsent(to),
};

function isSubject(subject: unknown): boolean {
  if (!isObject(subject)) return false;
  const { kind } = subject;
  return (kind === 'patient' || kind === 'care-provider' || kind === 'case') && subjects[kind](subject);
}

const isSound = (event: HoldEvent): boolean =>
  isText(event.holdId) && (event.type === 'HoldLifted' || isSubject(event.subject));

/** @throws UnknownHold when it is of another kind, newer than this build, or not whole. */
export function decodeHold({
  type,
  data,
  stream,
  revision,
}: Pick<StoredEvent, 'type' | 'data' | 'stream' | 'revision'>): HoldEvent {
  const decode = decoders[type];
  if (!decode) throw new UnknownHold(`This build cannot read ${type} at revision ${revision} of ${stream}.`);
  try {
    return demandSound(decode(data as never));
  } catch (cause) {
    throw new UnknownHold(`The hold at revision ${revision} of ${stream} is not whole.`, { cause });
  }
}

/** @throws TypeError */
function demandSound(event: HoldEvent): HoldEvent {
  if (!isSound(event)) throw new TypeError('It is malformed.');
  return event;
}
