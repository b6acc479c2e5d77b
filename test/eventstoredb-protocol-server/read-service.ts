import { randomUUID } from 'node:crypto';
import { status, type handleServerStreamingCall, type ServerWritableStream } from '@grpc/grpc-js';
import { ReadReq, type ReadResp } from '@eventstore/db-client/generated/streams_pb';
import { streamName } from './append-requests';
import { later, strikes } from './faults';
import type { LogRecord } from './log-record';
import { caughtUp, confirmation, eventAnswer, noSuchStream } from './read-answers';
import { refusal as refusalOf, refused, streamDeleted, unavailable } from './refusals';
import type { ServerState } from './server-state';

type ReadCall = ServerWritableStream<ReadReq, ReadResp>;

export function read(state: ServerState): handleServerStreamingCall<ReadReq, ReadResp> {
  return (call) => {
    const options = call.request.getOptions()!;
    const refusal = refused(state, call.metadata);
    if (refusal) return void call.emit('error', refusal);
    if (options.hasSubscription()) state.counts.subscriptions++;
    else state.counts.reads++;
    if (state.faults.silentReads) return;
    later(state.faults, () => begin(state, call, options));
  };
}

function begin(state: ServerState, call: ReadCall, options: ReadReq.Options): void {
  if (options.hasFilter()) call.emit('error', refusalOf(status.UNIMPLEMENTED, 'filters'));
  else if (options.hasSubscription()) subscribe(state, call, options);
  else if (options.hasAll()) readAll(state, call, options);
  else readStream(state, call, options);
}

function readStream({ log, faults }: ServerState, call: ReadCall, options: ReadReq.Options): void {
  const from = options.getStream()!;
  const name = streamName(from.getStreamIdentifier());
  if (log.isTombstoned(name)) return void call.emit('error', streamDeleted(name));
  const records = log.visible(name);
  if (!records) {
    call.write(noSuchStream(name));
    call.end();
    return;
  }
  const step = isBackwards(options) ? -1 : 1;
  const start = indexIn(records, from, step);
  send(call, taken(records, start, step, Number(options.getCount())), breakAfter(faults));
}

/** Where a read of a stream begins among what is left of it. */
function indexIn(records: readonly LogRecord[], from: ReadReq.Options.StreamOptions, step: 1 | -1): number {
  if (from.hasStart()) return 0;
  const last = records.length - 1;
  if (from.hasEnd()) return last;
  const wanted = Number(from.getRevision()) - (records[0]?.revision ?? 0);
  return step === 1 ? Math.max(wanted, 0) : Math.min(wanted, last);
}

/** Forwards a position is inclusive, backwards it is exclusive: it stands before the event that has it. */
function readAll({ log, faults, counts }: ServerState, call: ReadCall, options: ReadReq.Options): void {
  const from = options.getAll()!;
  const backwards = isBackwards(options);
  if (!mayBeginAt(log, from, backwards)) {
    return void call.emit('error', refusalOf(status.UNKNOWN, 'Unexpected ReadAllResult: Error'));
  }
  const end = log.records.length;
  const at = from.hasStart()
    ? 0
    : from.hasEnd()
      ? end
      : log.indexAt(Number(from.getPosition()!.getCommitPosition()));
  if (backwards && from.hasEnd()) counts.headReads++;
  const records = taken(log.records, backwards ? at - 1 : at, backwards ? -1 : 1, Number(options.getCount()));
  send(call, records, breakAfter(faults));
}

/**
 * The real server begins at positions of events only; it does not look for the next one. Forwards it also takes zero, and any
 * position behind its end; backwards any before its first event.
 */
function mayBeginAt(log: ServerState['log'], from: ReadReq.Options.AllOptions, backwards: boolean): boolean {
  const place = from.getPosition();
  if (!place) return true;
  const position = Number(place.getCommitPosition());
  const index = log.indexAt(position);
  if (log.records[index]?.position === position) return true;
  return backwards ? index === 0 : position === 0 || index === log.records.length;
}

/** Sends records until there are no more, as fast as the reader takes them. */
function send(call: ReadCall, records: Iterator<LogRecord>, limit: number): void {
  let sent = 0;
  const more = (): void => {
    for (let next = records.next(); !next.done; next = records.next()) {
      if (sent++ >= limit) return void call.emit('error', unavailable('broken off'));
      if (!call.write(eventAnswer(next.value))) return void call.once('drain', more);
    }
    call.end();
  };
  more();
}

/** A subscription is a place in the log that moves on whenever there is more and the reader takes it. */
function subscribe(state: ServerState, call: ReadCall, options: ReadReq.Options): void {
  const { log, subscriptions } = state;
  if (!mayBeginAt(log, options.getAll()!, false)) {
    return void call.emit('error', refusalOf(status.UNKNOWN, 'Exception was thrown by handler.'));
  }
  const limit = breakAfter(state.faults);
  let next = subscriptionStart(state, options);
  let sent = 0;
  let blocked = false;
  const more = (): void => {
    while (!blocked && next < log.records.length) {
      if (sent++ >= limit) return void call.emit('error', unavailable('broken off'));
      blocked = !call.write(eventAnswer(log.records[next++]!));
    }
  };
  const forget = log.onAppend(more);
  subscriptions.add(call);
  call.on('drain', () => {
    blocked = false;
    more();
  });
  for (const ended of ['cancelled', 'close', 'error']) {
    call.on(ended, () => {
      forget();
      subscriptions.delete(call);
    });
  }
  call.write(confirmation(randomUUID()));
  more();
  if (next >= log.records.length) call.write(caughtUp());
}

/** A subscription starts after its position, a read at it. */
function subscriptionStart({ log }: ServerState, options: ReadReq.Options): number {
  const from = options.getAll()!;
  if (from.hasStart()) return 0;
  if (from.hasEnd()) return log.records.length;
  return log.indexAt(Number(from.getPosition()!.getCommitPosition()) + 1);
}

function* taken(
  records: readonly LogRecord[],
  start: number,
  step: 1 | -1,
  count: number,
): Generator<LogRecord> {
  for (let index = start, left = count; left > 0; index += step, left--) {
    const record = records[index];
    if (!record) return;
    yield record;
  }
}

const isBackwards = (options: ReadReq.Options): boolean =>
  options.getReadDirection() === ReadReq.Options.ReadDirection.BACKWARDS;

const breakAfter = (faults: ServerState['faults']): number =>
  strikes(faults, 'breakReads') ? faults.breakAfter : Infinity;
