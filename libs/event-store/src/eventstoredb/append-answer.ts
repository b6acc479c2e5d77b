import {
  StreamDeleted as DeletedDetails,
  type UUID,
  WrongExpectedVersion,
} from '@eventstore/db-client/generated/shared_pb';
import { Status } from '@eventstore/db-client/generated/status_pb';
import type { BatchAppendResp } from '@eventstore/db-client/generated/streams_pb';
import {
  EventTooLarge,
  StoreUnavailable,
  StreamDeleted,
  type Position,
  type WrongExpectedRevision,
} from '../event-store';
import { toPosition } from './recorded-event';

/** The server wrote the append, now or when it was first asked; then it may not tell the position. */
export interface Acknowledged {
  readonly ok: true;
  readonly revision: number;
  readonly position: Position | undefined;
}

/** The server answered, and the answer decides nothing: the append may be sent again. */
export class AppendUndecided extends Error {
  override readonly name = 'AppendUndecided';
}

/** @throws EventTooLarge, StreamDeleted, StoreUnavailable, AppendUndecided */
export function readAnswer(answer: BatchAppendResp): Acknowledged | WrongExpectedRevision {
  const success = answer.getSuccess();
  if (!success) return readError(answer.getError() ?? new Status());
  const position = success.getPosition();
  return {
    ok: true,
    revision: Number(success.getCurrentRevision()),
    position: position && known(position.getCommitPosition(), position.getPreparePosition()),
  };
}

/** An append that was written before is answered without its position by some servers: with the largest number there is. */
function known(commit: string, prepare: string): Position | undefined {
  try {
    return toPosition({ commit: BigInt(commit), prepare: BigInt(prepare) });
  } catch {
    return undefined;
  }
}

const PREFIX = 'event_store.client.';
const WRONG_REVISION = `${PREFIX}WrongExpectedVersion`;
const TOO_LARGE = new Set([`${PREFIX}MaximumAppendSizeExceeded`, `${PREFIX}MaximumAppendEventSizeExceeded`]);
const DELETED = `${PREFIX}StreamDeleted`;
const REFUSED = new Set([`${PREFIX}AccessDenied`, `${PREFIX}BadRequest`]);

function readError(error: Status): WrongExpectedRevision {
  const details = error.getDetails();
  const wrong = details?.unpack((bytes) => WrongExpectedVersion.deserializeBinary(bytes), WRONG_REVISION);
  if (wrong) return wrongRevision(wrong);
  throw failureOf(error);
}

function failureOf(error: Status): Error {
  const details = error.getDetails();
  const deleted = details?.unpack((bytes) => DeletedDetails.deserializeBinary(bytes), DELETED);
  if (deleted) return new StreamDeleted(nameOf(deleted));
  const name = details?.getTypeName() ?? '';
  const text = `the server answered ${error.getMessage()}`;
  if (TOO_LARGE.has(name)) return new EventTooLarge(text);
  if (REFUSED.has(name)) return new StoreUnavailable(`the append was refused: ${text}`);
  return new AppendUndecided(text);
}

const nameOf = (deleted: DeletedDetails): string =>
  Buffer.from(deleted.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString('utf8');

function wrongRevision(wrong: WrongExpectedVersion): WrongExpectedRevision {
  const exists = wrong.hasCurrentStreamRevision();
  return { ok: false, actual: exists ? Number(wrong.getCurrentStreamRevision()) : null };
}

/** Servers answer ids as two numbers, or as text. */
export function idOf(answer: BatchAppendResp): string {
  const id: UUID | undefined = answer.getCorrelationId();
  const structured = id?.getStructured();
  if (!structured) return id?.getString() ?? '';
  const hex = sixteen(structured.getMostSignificantBits()) + sixteen(structured.getLeastSignificantBits());
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

const sixteen = (bits: string): string => BigInt.asUintN(64, BigInt(bits)).toString(16).padStart(16, '0');
