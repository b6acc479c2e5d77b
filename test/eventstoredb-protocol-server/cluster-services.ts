import type { handleUnaryCall } from '@grpc/grpc-js';
import { ClusterInfo, EndPoint, MemberInfo } from '@eventstore/db-client/generated/gossip_pb';
import { SupportedMethod, SupportedMethods } from '@eventstore/db-client/generated/serverfeatures_pb';
import type { Empty } from '@eventstore/db-client/generated/shared_pb';
import type { ServerState } from './server-state';
import { stringUuid } from './uuids';

const STREAMS = 'event_store.client.streams.streams';

/** What a client asks on its first append: whether the server takes batches. */
export const supportedMethods: handleUnaryCall<Empty, SupportedMethods> = (_, answer) => {
  const methods = ['read', 'append', 'batchappend'].map((name) => {
    const method = new SupportedMethod();
    method.setServiceName(STREAMS);
    method.setMethodName(name);
    return method.setFeaturesList(name === 'read' ? ['position', 'events'] : []);
  });
  const supported = new SupportedMethods();
  supported.setEventStoreServerVersion('23.10.0');
  answer(null, supported.setMethodsList(methods));
};

/** What a client with several addresses asks to find the leader: the one member of this cluster, which leads unless it elects. */
export function gossip(state: ServerState): handleUnaryCall<Empty, ClusterInfo> {
  return (_, answer) => {
    const endpoint = new EndPoint();
    endpoint.setAddress('127.0.0.1');
    endpoint.setPort(state.port);
    const member = new MemberInfo();
    member.setInstanceId(stringUuid('00000000-0000-4000-8000-000000000001'));
    member.setTimeStamp(String(BigInt(Date.now()) * 10_000n));
    member.setState(state.faults.election ? MemberInfo.VNodeState.UNKNOWN : MemberInfo.VNodeState.LEADER);
    member.setIsAlive(true);
    member.setHttpEndPoint(endpoint);
    answer(null, new ClusterInfo().setMembersList([member]));
  };
}
