import type { handleUnaryCall } from '@grpc/grpc-js';
import {
  DeleteResp,
  TombstoneResp,
  type DeleteReq,
  type TombstoneReq,
} from '@eventstore/db-client/generated/streams_pb';
import { streamName } from './append-requests';
import type { ServerState } from './server-state';

/** Deletes a stream that may begin anew. What a writer expects is not looked at. */
export function softDelete({ log }: ServerState): handleUnaryCall<DeleteReq, DeleteResp> {
  return ({ request }, answer) => {
    const position = String(log.delete(streamName(request.getOptions()?.getStreamIdentifier()), 'softly'));
    const place = new DeleteResp.Position();
    place.setCommitPosition(position);
    place.setPreparePosition(position);
    answer(null, new DeleteResp().setPosition(place));
  };
}

/** Deletes a stream for good. */
export function tombstone({ log }: ServerState): handleUnaryCall<TombstoneReq, TombstoneResp> {
  return ({ request }, answer) => {
    const position = String(log.delete(streamName(request.getOptions()?.getStreamIdentifier()), 'for good'));
    const place = new TombstoneResp.Position();
    place.setCommitPosition(position);
    place.setPreparePosition(position);
    answer(null, new TombstoneResp().setPosition(place));
  };
}
