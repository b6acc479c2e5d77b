import { formatInstant, parseInstant } from '#consent';
import type { NewEvent, StoredEvent } from '#event-store';
import type { HoldEvent, HoldLifted, HoldPlaced } from './hold';

/** The storage format of holds. Every version ever written stays readable here for good, held by a golden file each. */
const types = { HoldPlaced: 'HoldPlaced.v1', HoldLifted: 'HoldLifted.v1' } as const;

/** An event of a hold that this build does not know: nobody can say what it keeps. */
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

/** @throws UnknownHold when it is of another kind, or newer than this build. */
export function decodeHold({
  type,
  data,
  stream,
  revision,
}: Pick<StoredEvent, 'type' | 'data' | 'stream' | 'revision'>): HoldEvent {
  const decode = decoders[type];
  if (!decode) throw new UnknownHold(`This build cannot read ${type} at revision ${revision} of ${stream}.`);
  return decode(data as never);
}
