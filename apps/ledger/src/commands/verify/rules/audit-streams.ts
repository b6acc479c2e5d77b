import { accessKind, decisionKind, reviewEventTypes, type RecordKind } from '#audit';
import { formatInstant } from '#consent';
import { LEDGER_BEGUN, LOSS_ACCEPTED, streamForms } from '#consent-ledger';
import type { StoredEvent } from '#event-store';
import { stampedCheckpoint, type StreamRules } from '#evidence';
import { malformed, streamsNamed } from './shapes';

/** Rules for streams in which each event is looked at by itself. */
const eachBy = (form: string, isSound: (event: StoredEvent) => boolean, what: string): StreamRules<null> => ({
  holds: streamsNamed(form),
  initial: null,
  follow: (state, event) => (isSound(event) ? { state } : malformed(state, what)),
});

/** A batch holds at least one record, and all were made on the day of their stream. */
const isBatchOfItsDay =
  <Kept>({ decode, at }: RecordKind<Kept>) =>
  (event: StoredEvent): boolean => {
    try {
      const days = decode(event).map((record) => formatInstant(at(record)).slice(0, 10));
      return days.length > 0 && days.every((day) => event.stream.endsWith(day));
    } catch {
      return false;
    }
  };

/** What is signed in a checkpoint is compared with the log elsewhere. */
const isCheckpoint = ({ type, data }: StoredEvent): boolean =>
  type === 'CheckpointSigned.v1' && typeof (data as { checkpoint?: unknown }).checkpoint === 'string';

export const decisionRules = eachBy(
  streamForms.decisions,
  isBatchOfItsDay(decisionKind),
  'It is no batch of decisions of its day.',
);

export const accessRules = eachBy(
  streamForms.accesses,
  isBatchOfItsDay(accessKind),
  'It is no batch of accesses of its day.',
);

export const checkpointRules = eachBy(streamForms.checkpoints, isCheckpoint, 'It is no checkpoint.');

export const decisionCheckpointRules = eachBy(
  streamForms.decisionCheckpoints,
  isCheckpoint,
  'It is no checkpoint.',
);

const isCosigned = ({ type, data }: StoredEvent): boolean =>
  type === 'CheckpointCosigned.v1' && typeof (data as { checkpoint?: unknown }).checkpoint === 'string';

export const cosignedRules = eachBy(streamForms.cosigned, isCosigned, 'It is no cosigned checkpoint.');

export const cosignedDecisionRules = eachBy(
  streamForms.cosignedDecisions,
  isCosigned,
  'It is no cosigned checkpoint.',
);

const isStamped = (event: StoredEvent): boolean => stampedCheckpoint(event) !== null;

export const stampedRules = eachBy(streamForms.stamped, isStamped, 'It is no stamped checkpoint.');

export const stampedDecisionRules = eachBy(
  streamForms.stampedDecisions,
  isStamped,
  'It is no stamped checkpoint.',
);

export const lossRules = eachBy(
  streamForms.losses,
  ({ type }) => type === LOSS_ACCEPTED,
  'It is no acceptance of a loss.',
);

export const beginningRules = eachBy(
  streamForms.beginning,
  ({ type }) => type === LEDGER_BEGUN,
  'It is no beginning of a ledger.',
);

/** The month whose sample somebody has reviewed, of everybody's decisions or one care provider's. */
export const reviewRules = eachBy(
  streamForms.review,
  ({ type }) => reviewEventTypes.includes(type),
  'It is no sign-off of a review.',
);
