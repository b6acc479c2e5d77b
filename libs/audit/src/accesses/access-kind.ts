import { streamOfDay, type RecordKind } from '../records';
import type { Access } from './access';
import { decodeAccesses, encodeAccesses } from './access-codec';

/** Accesses, as records that are kept day by day, in streams such as `audit-accesses-2026-03-02`. */
export const accessKind: RecordKind<Access> = {
  streamOf: (day) => streamOfDay('accesses', day),
  at: ({ askedAt }) => askedAt,
  encode: encodeAccesses,
  decode: decodeAccesses,
};
