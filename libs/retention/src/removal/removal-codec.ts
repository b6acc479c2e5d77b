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

/** @throws UnknownRemoval when it is of another kind, or newer than this build. */
export function decodeRemoval({
  type,
  data,
  stream,
  revision,
}: Pick<StoredEvent, 'type' | 'data' | 'stream' | 'revision'>): RemovalEvent {
  const decode = decoders[type];
  if (!decode)
    throw new UnknownRemoval(`This build cannot read ${type} at revision ${revision} of ${stream}.`);
  return decode(data as never);
}
