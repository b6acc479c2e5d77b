import { Any } from 'google-protobuf/google/protobuf/any_pb';
import { Empty } from 'google-protobuf/google/protobuf/empty_pb';
import {
  AllStreamPosition,
  MaximumAppendSizeExceeded,
  StreamDeleted,
  Timeout,
  WrongExpectedVersion,
} from '@eventstore/db-client/generated/shared_pb';
import { Status } from '@eventstore/db-client/generated/status_pb';
import { AppendResp, BatchAppendResp } from '@eventstore/db-client/generated/streams_pb';
import type { Message } from 'google-protobuf';
import { identifierOf } from './append-requests';
import { refusal, streamDeleted } from './refusals';
import { status } from '@grpc/grpc-js';
import type { AppendOutcome } from './log-record';

const MAX_APPEND_SIZE = 1024 * 1024;

export function batchAnswer(outcome: AppendOutcome, stream: string): BatchAppendResp {
  const answer = new BatchAppendResp();
  if (outcome.is === 'deleted') return answer.setError(deleted(stream));
  if (outcome.is === 'too-large') return answer.setError(tooLarge());
  if (outcome.is === 'wrong-revision') return answer.setError(wrongRevision(outcome.current));
  const position = new AllStreamPosition();
  position.setCommitPosition(String(outcome.position));
  position.setPreparePosition(String(outcome.position));
  const success = new BatchAppendResp.Success();
  success.setCurrentRevision(String(outcome.revision));
  success.setPosition(position);
  return answer.setSuccess(success);
}

export const timedOut = (): BatchAppendResp =>
  new BatchAppendResp().setError(errorOf('Timeout', 'event_store.client.Timeout', new Timeout()));

/** The answer to a single append, which tells a too large one as an error of the call. */
export function singleAnswer(outcome: AppendOutcome, stream: string): AppendResp {
  if (outcome.is === 'deleted') throw streamDeleted(stream);
  if (outcome.is === 'too-large') {
    throw refusal(status.INVALID_ARGUMENT, 'Maximum Append Size Exceeded', {
      exception: 'maximum-append-size-exceeded',
      'maximum-append-size': String(MAX_APPEND_SIZE),
    });
  }
  const answer = new AppendResp();
  if (outcome.is === 'wrong-revision') return answer.setWrongExpectedVersion(singleWrong(outcome.current));
  const position = new AppendResp.Position();
  position.setCommitPosition(String(outcome.position));
  position.setPreparePosition(String(outcome.position));
  const success = new AppendResp.Success();
  success.setCurrentRevision(String(outcome.revision));
  return answer.setSuccess(success.setPosition(position));
}

function singleWrong(current: number): AppendResp.WrongExpectedVersion {
  const wrong = new AppendResp.WrongExpectedVersion();
  return current < 0 ? wrong : wrong.setCurrentRevision(String(current));
}

function wrongRevision(current: number): Status {
  const wrong = new WrongExpectedVersion();
  if (current < 0) wrong.setCurrentNoStream(new Empty());
  else wrong.setCurrentStreamRevision(String(current));
  return errorOf('WrongExpectedVersion', 'event_store.client.WrongExpectedVersion', wrong);
}

function deleted(stream: string): Status {
  const details = new StreamDeleted();
  details.setStreamIdentifier(identifierOf(stream));
  return errorOf('StreamDeleted', 'event_store.client.StreamDeleted', details);
}

function tooLarge(): Status {
  const details = new MaximumAppendSizeExceeded();
  details.setMaxappendsize(MAX_APPEND_SIZE);
  return errorOf('MaximumAppendSizeExceeded', 'event_store.client.MaximumAppendSizeExceeded', details);
}

function errorOf(message: string, name: string, details: Message): Status {
  const any = new Any();
  any.pack(details.serializeBinary(), name);
  const error = new Status();
  error.setMessage(message);
  return error.setDetails(any);
}
