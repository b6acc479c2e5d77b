import { formatInstant, parseInstant } from '#consent';
import type { NewEvent, StoredEvent } from '#event-store';
import type { RemovalBegun, RemovalEnded, RemovalEvent } from './removal';

/** The storage format of removals. Every version ever written stays readable here for good, held by a golden file each. */
const types = { RemovalBegun: 'RemovalBegun.v1', RemovalEnded: 'RemovalEnded.v1' } as const;

/** An event of a removal that this build does not know: nobody can say what was removed. */
export class UnknownRemoval extends Error {
  override readonly name = 'UnknownRemoval';
}

type Stored<Event> = Omit<Event, 'type' | 'recordedAt'> & { readonly recordedAt: string };

type Unread = Readonly<Record<string, unknown>>;

const isText = (value: unknown): boolean => typeof value === 'string';
const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0;
const isObject = (value: unknown): value is Unread => typeof value === 'object' && value !== null;

const isDate = (value: unknown): boolean =>
  isText(value) && /^\d{4}-\d\d-\d\d$/.test(value as string) && !Number.isNaN(Date.parse(value as string));

const isDateOrAbsent = (value: unknown): boolean => value === undefined || isDate(value);

const isDay = (day: unknown): boolean =>
  isObject(day) &&
  (day['kind'] === 'checks' || day['kind'] === 'looks') &&
  isDate(day['day']) &&
  isCount(day['batches']) &&
  isCount(day['records']) &&
  isText(day['root']);

const isDays = (days: unknown): boolean => Array.isArray(days) && days.every(isDay);

/** What each member of an event has to be: somebody with the disk may have written it. */
const shapes: Record<RemovalEvent['type'], Readonly<Record<string, (value: unknown) => boolean>>> = {
  RemovalBegun: {
    ...{ removalId: isText, plan: isText, years: isCount, days: isDays, onlyBefore: isDateOrAbsent },
    ...{ reason: isText, authority: isText, systemUser: isText, recordedAt: isText },
  },
  RemovalEnded: {
    ...{ removalId: isText, isRemoved: (value) => typeof value === 'boolean' },
    ...{ systemUser: isText, recordedAt: isText },
  },
};

const isSound = (type: RemovalEvent['type'], data: unknown): boolean =>
  isObject(data) && Object.entries(shapes[type]).every(([member, isWhole]) => isWhole(data[member]));

/** One entry per version ever written: how it is read. */
const decoders: Record<string, (data: never) => RemovalEvent> = {
  [types.RemovalBegun]: ({ recordedAt, ...begun }: Stored<RemovalBegun>) => ({
    type: 'RemovalBegun',
    ...begun,
    recordedAt: parseInstant(recordedAt),
  }),
  [types.RemovalEnded]: ({ recordedAt, ...ended }: Stored<RemovalEnded>) => ({
    type: 'RemovalEnded',
    ...ended,
    recordedAt: parseInstant(recordedAt),
  }),
};

export const removalEventTypes: readonly string[] = Object.keys(decoders);

export const encodeRemoval = ({ type, recordedAt, ...event }: RemovalEvent): Omit<NewEvent, 'id'> => ({
  type: types[type],
  data: { ...event, recordedAt: formatInstant(recordedAt) },
  metadata: {},
});

/** @throws UnknownRemoval when it is of another kind, newer than this build, or not whole. */
export function decodeRemoval({
  type,
  data,
  stream,
  revision,
}: Pick<StoredEvent, 'type' | 'data' | 'stream' | 'revision'>): RemovalEvent {
  const decode = decoders[type];
  if (!decode)
    throw new UnknownRemoval(`This build cannot read ${type} at revision ${revision} of ${stream}.`);
  try {
    return demandSound(decode(data as never), data);
  } catch (cause) {
    throw new UnknownRemoval(`The removal at revision ${revision} of ${stream} is not whole.`, { cause });
  }
}

/** @throws TypeError */
function demandSound(event: RemovalEvent, data: unknown): RemovalEvent {
  if (!isSound(event.type, data) || !Number.isFinite(event.recordedAt))
    throw new TypeError('It is malformed.');
  return event;
}
