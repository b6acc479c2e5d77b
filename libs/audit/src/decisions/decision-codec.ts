import { formatInstant, parseInstant } from '#consent';
import type { NewEvent, StoredEvent } from '#event-store';
import { demandRecords } from '../records';
import type { Decision } from './decision';

/**
 * The storage format: decisions are kept in batches, an event each. Every version ever written stays readable here for good, held
 * by a golden file each. Instants are stored as UTC text, so that an auditor can read the log without us.
 */
const DECISIONS_RECORDED = 'DecisionsRecorded.v1';

/** A batch that this build does not know: an older build on a newer log must stop, not guess. */
export class UnknownDecisions extends Error {
  override readonly name = 'UnknownDecisions';
}

type StoredDecision = Omit<Decision, 'decidedAt'> & { readonly decidedAt: string };

interface DecisionsRecorded {
  readonly decisions: readonly StoredDecision[];
}

const stored = (decision: Decision): StoredDecision => ({
  ...decision,
  decidedAt: formatInstant(decision.decidedAt),
});

const meant = (decision: StoredDecision): Decision => ({
  ...decision,
  decidedAt: parseInstant(decision.decidedAt),
});

/** One entry per version ever written: how it is read. */
const decoders: Record<string, (data: never) => readonly Decision[]> = {
  [DECISIONS_RECORDED]: ({ decisions }: DecisionsRecorded) => decisions.map(meant),
};

export const decisionEventTypes: readonly string[] = Object.keys(decoders);

/** How a batch of decisions is written: the newest version of its stored form. */
export const encodeDecisions = (decisions: readonly Decision[]): Omit<NewEvent, 'id'> => ({
  type: DECISIONS_RECORDED,
  data: { decisions: decisions.map(stored) } satisfies DecisionsRecorded,
  metadata: {},
});

/**
 * The decisions of a stored batch.
 * @throws RecordsRemoved when they were removed.
 * @throws UnknownDecisions when it is of another kind, or newer than this build.
 */
export function decodeDecisions({
  type,
  data,
  stream,
  revision,
}: Pick<StoredEvent, 'type' | 'data' | 'stream' | 'revision'>): readonly Decision[] {
  const decode = decoders[type];
  if (!decode)
    throw new UnknownDecisions(`This build cannot read ${type} at revision ${revision} of ${stream}.`);
  demandRecords({ data, stream });
  return decode(data as never);
}
