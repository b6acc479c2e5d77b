import type { handleBidiStreamingCall, handleClientStreamingCall } from '@grpc/grpc-js';
import type {
  AppendReq,
  AppendResp,
  BatchAppendReq,
  BatchAppendResp,
} from '@eventstore/db-client/generated/streams_pb';
import { batchAnswer, singleAnswer, timedOut } from './append-answers';
import {
  identifierOf,
  proposed,
  requestedAppend,
  requestedBatch,
  type RequestedAppend,
} from './append-requests';
import { later, strikes } from './faults';
import { refused } from './refusals';
import type { ServerState } from './server-state';
import { stringUuid, structuredUuid } from './uuids';

/** How long the real server lets an append be under way, in milliseconds. */
const WRITE_TIMEOUT = 2000;

/** Appends by the many over one call: requests carry an id, answers carry it back. */
export function batchAppend(state: ServerState): handleBidiStreamingCall<BatchAppendReq, BatchAppendResp> {
  return (call) => {
    const partial = new Map<string, RequestedAppend>();
    call.on('end', () => call.end());
    call.on('error', () => partial.clear());
    call.on('data', (request: BatchAppendReq) => {
      const refusal = refused(state, call.metadata);
      if (refusal) return void call.emit('error', refusal);
      const append = collected(partial, request);
      if (!append) return;
      const respond = (answer: BatchAppendResp): void => {
        answer.setCorrelationId(structuredUuid(correlationOf(request)));
        answer.setStreamIdentifier(identifierOf(append.stream));
        call.write(answer);
      };
      underWay(state, append, respond);
    });
  };
}

/** While an append is under way, another with the same ids is dropped, and answered when the server's patience is over. */
function underWay(
  state: ServerState,
  append: RequestedAppend,
  respond: (answer: BatchAppendResp) => void,
): void {
  const ids = append.events.map(({ id }) => id).join();
  if (state.underWay.has(ids)) return void setTimeout(() => respond(timedOut()), WRITE_TIMEOUT);
  const answer = answerTo(state, append);
  if (!answer) return;
  state.underWay.add(ids);
  later(state.faults, () => {
    state.underWay.delete(ids);
    respond(answer);
  });
}

/** The append a request completes. Large ones come in several requests, of which only the first has the options. */
function collected(
  partial: Map<string, RequestedAppend>,
  request: BatchAppendReq,
): RequestedAppend | undefined {
  const id = correlationOf(request);
  const options = request.getOptions();
  const append = options ? requestedBatch(options) : partial.get(id);
  append?.events.push(...request.getProposedMessagesList().map(proposed));
  partial.delete(id);
  if (request.getIsFinal() || !append) return append;
  partial.set(id, append);
  return undefined;
}

function answerTo(state: ServerState, append: RequestedAppend): BatchAppendResp | undefined {
  const { log, faults, counts } = state;
  counts.appends++;
  if (faults.silentAppends) return undefined;
  const outcome = log.append(append.stream, append.expected, append.events);
  if (strikes(faults, 'dropReplies')) return undefined;
  return strikes(faults, 'timeoutAnswers') ? timedOut() : batchAnswer(outcome, append.stream);
}

/** One append over a call of its own, which the client falls back to. */
export function append(state: ServerState): handleClientStreamingCall<AppendReq, AppendResp> {
  return (call, answer) => {
    let requested: RequestedAppend | undefined;
    call.on('data', (request: AppendReq) => {
      const options = request.getOptions();
      if (options) requested = requestedAppend(options);
      const message = request.getProposedMessage();
      if (message) requested?.events.push(proposed(message));
    });
    call.on('end', () => {
      if (!requested || state.faults.silentAppends) return;
      state.counts.appends++;
      try {
        const { stream, expected, events } = requested;
        answer(null, singleAnswer(state.log.append(stream, expected, events), stream));
      } catch (error) {
        answer(error as Error);
      }
    });
  };
}

const correlationOf = (request: BatchAppendReq): string =>
  (request.getCorrelationId() ?? stringUuid('')).getString();
