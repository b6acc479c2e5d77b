import { randomUUID } from 'node:crypto';
import { Empty, StreamIdentifier, UUID } from '@eventstore/db-client/generated/shared_pb';
import { BatchAppendReq } from '@eventstore/db-client/generated/streams_pb';
import { EventTooLarge, MAX_APPEND_BYTES, type ExpectedRevision, type NewEvent } from '../event-store';

/** An append in the protocol's form, to be sent as often as it takes: each time under a new id of its own, with the same event ids. */
export class AppendRequest {
  private readonly options: BatchAppendReq.Options;
  private readonly events: BatchAppendReq.ProposedMessage[];

  constructor(
    stream: string,
    private readonly expected: ExpectedRevision,
    events: readonly NewEvent[],
  ) {
    if (events.length === 0) throw new RangeError('An append needs at least one event');
    this.options = optionsOf(stream, expected);
    const contents = events.map(({ data, metadata }) => [toBytes(data), toBytes(metadata)] as const);
    const size = contents.reduce((sum, [data, metadata]) => sum + data.length + metadata.length, 0);
    if (size > MAX_APPEND_BYTES) {
      throw new EventTooLarge(`An append of ${size} bytes is larger than ${MAX_APPEND_BYTES}`);
    }
    this.events = events.map((event, index) => proposed(event, ...contents[index]!));
  }

  /**
   * Whether the revision follows from what was expected. A server begins a deleted stream anew for a writer who expects none, and
   * goes on counting where it was.
   */
  mayEndAt(revision: number): boolean {
    const { expected } = this;
    const before = expected === 'no-stream' ? -1 : expected;
    return typeof before !== 'number' || revision === before + this.events.length;
  }

  message(): { readonly id: string; readonly request: BatchAppendReq } {
    const id = randomUUID();
    const request = new BatchAppendReq();
    request.setCorrelationId(uuid(id));
    request.setOptions(this.options);
    request.setProposedMessagesList(this.events);
    request.setIsFinal(true);
    return { id, request };
  }
}

/** No deadline is told: the server would measure it on a clock that may differ from ours. */
function optionsOf(stream: string, expected: ExpectedRevision): BatchAppendReq.Options {
  const identifier = new StreamIdentifier();
  identifier.setStreamName(Buffer.from(stream, 'utf8'));
  const options = new BatchAppendReq.Options();
  options.setStreamIdentifier(identifier);
  if (expected === 'any') options.setAny(new Empty());
  else if (expected === 'no-stream') options.setNoStream(new Empty());
  else if (expected === 'stream-exists') options.setStreamExists(new Empty());
  else options.setStreamPosition(String(expected));
  return options;
}

function proposed(event: NewEvent, data: Buffer, metadata: Buffer): BatchAppendReq.ProposedMessage {
  const message = new BatchAppendReq.ProposedMessage();
  message.setId(uuid(event.id));
  const properties = message.getMetadataMap();
  properties.set('type', event.type);
  properties.set('content-type', 'application/json');
  message.setData(data);
  message.setCustomMetadata(metadata);
  return message;
}

function uuid(text: string): UUID {
  const id = new UUID();
  id.setString(text);
  return id;
}

const toBytes = (content: object): Buffer => Buffer.from(JSON.stringify(content), 'utf8');
