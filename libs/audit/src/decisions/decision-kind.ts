import type { RecordKind } from '../records';
import type { Decision } from './decision';
import { decodeDecisions, encodeDecisions } from './decision-codec';
import { decisionStream } from './decision-streams';

/** Decisions, as records that are kept day by day. */
export const decisionKind: RecordKind<Decision> = {
  streamOf: decisionStream,
  at: ({ decidedAt }) => decidedAt,
  encode: encodeDecisions,
  decode: decodeDecisions,
};
