import { formatInstant, parseInstant } from '#consent';
import type { NewEvent, StoredEvent } from '#event-store';
import { demandRecords } from '../records';
import type { Access } from './access';

/** The storage format, as that of decisions: a batch is an event, and every version ever written stays readable. */
const ACCESSES_RECORDED = 'AccessesRecorded.v1';

/** A batch that this build does not know: an older build on a newer log must stop, not guess. */
export class UnknownAccesses extends Error {
  override readonly name = 'UnknownAccesses';
}

type StoredAccess = Omit<Access, 'askedAt'> & { readonly askedAt: string };

interface AccessesRecorded {
  readonly accesses: readonly StoredAccess[];
}

const stored = (access: Access): StoredAccess => ({ ...access, askedAt: formatInstant(access.askedAt) });

const meant = (access: StoredAccess): Access => ({ ...access, askedAt: parseInstant(access.askedAt) });

/** One entry per version ever written: how it is read. */
const decoders: Record<string, (data: never) => readonly Access[]> = {
  [ACCESSES_RECORDED]: ({ accesses }: AccessesRecorded) => accesses.map(meant),
};

export const accessEventTypes: readonly string[] = Object.keys(decoders);

/** How a batch of accesses is written: the newest version of its stored form. */
export const encodeAccesses = (accesses: readonly Access[]): Omit<NewEvent, 'id'> => ({
  type: ACCESSES_RECORDED,
  data: { accesses: accesses.map(stored) } satisfies AccessesRecorded,
  metadata: {},
});

/**
 * The accesses of a stored batch.
 * @throws RecordsRemoved when they were removed.
 * @throws UnknownAccesses when it is of another kind, or newer than this build.
 */
export function decodeAccesses({
  type,
  data,
  stream,
  revision,
}: Pick<StoredEvent, 'type' | 'data' | 'stream' | 'revision'>): readonly Access[] {
  const decode = decoders[type];
  if (!decode)
    throw new UnknownAccesses(`This build cannot read ${type} at revision ${revision} of ${stream}.`);
  demandRecords({ data, stream });
  return decode(data as never);
}
