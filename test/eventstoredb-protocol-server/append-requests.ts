import { BatchAppendReq, type AppendReq } from '@eventstore/db-client/generated/streams_pb';
import { StreamIdentifier } from '@eventstore/db-client/generated/shared_pb';
import { ANY, NO_STREAM, STREAM_EXISTS, type ProposedRecord } from './log-record';

/** An append as both of the client's ways to ask for one arrive at. */
export interface RequestedAppend {
  readonly stream: string;
  readonly expected: number;
  readonly events: ProposedRecord[];
}

const Expects = BatchAppendReq.Options.ExpectedStreamPositionCase;

export function requestedBatch(options: BatchAppendReq.Options): RequestedAppend {
  return {
    stream: streamName(options.getStreamIdentifier()),
    expected: expectedBy(options.getExpectedStreamPositionCase(), options.getStreamPosition()),
    events: [],
  };
}

/** The single append numbers its expectations as the batch append does. */
export function requestedAppend(options: AppendReq.Options): RequestedAppend {
  return {
    stream: streamName(options.getStreamIdentifier()),
    expected: expectedBy(Number(options.getExpectedStreamRevisionCase()), options.getRevision()),
    events: [],
  };
}

/** Ids are kept as numbers, so they come back in small letters. */
export function proposed(
  message: BatchAppendReq.ProposedMessage | AppendReq.ProposedMessage,
): ProposedRecord {
  return {
    id: message.getId()?.getString().toLowerCase() ?? '',
    type: message.getMetadataMap().get('type') ?? '',
    contentType: message.getMetadataMap().get('content-type') ?? '',
    data: message.getData_asU8(),
    metadata: message.getCustomMetadata_asU8(),
  };
}

export function identifierOf(stream: string): StreamIdentifier {
  const identifier = new StreamIdentifier();
  identifier.setStreamName(Buffer.from(stream, 'utf8'));
  return identifier;
}

export const streamName = (identifier: StreamIdentifier | undefined): string =>
  Buffer.from(identifier?.getStreamName_asU8() ?? []).toString('utf8');

function expectedBy(which: number, revision: string): number {
  if (which === Number(Expects.NO_STREAM)) return NO_STREAM;
  if (which === Number(Expects.STREAM_EXISTS)) return STREAM_EXISTS;
  return which === Number(Expects.STREAM_POSITION) ? Number(revision) : ANY;
}
