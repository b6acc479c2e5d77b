import { Metadata, status, type ServiceError } from '@grpc/grpc-js';
import { strikes } from './faults';
import type { ServerState } from './server-state';

export function refusal(code: status, details: string, headers: Record<string, string> = {}): ServiceError {
  const metadata = new Metadata();
  for (const [name, value] of Object.entries(headers)) metadata.set(name, value);
  return Object.assign(new Error(details), { code, details, metadata });
}

/** Why a call is refused before it begins, if it is. */
export function refused({ faults, port }: ServerState, call: Metadata): ServiceError | undefined {
  if (faults.accessDenied) {
    return refusal(status.PERMISSION_DENIED, 'Access Denied', { exception: 'access-denied' });
  }
  if (faults.election || strikes(faults, 'notReadyAnswers')) return unavailable('Server Is Not Ready');
  if (call.get('requires-leader')[0] !== 'true' || !strikes(faults, 'notLeaderAnswers')) return undefined;
  const leader = faults.leader ?? { host: '127.0.0.1', port };
  return refusal(status.NOT_FOUND, 'Leader info available', {
    exception: 'not-leader',
    'leader-endpoint-host': leader.host,
    'leader-endpoint-port': String(leader.port),
  });
}

export const unavailable = (details: string): ServiceError => refusal(status.UNAVAILABLE, details);

export const streamDeleted = (stream: string): ServiceError =>
  refusal(status.FAILED_PRECONDITION, `Event stream '${stream}' is deleted.`, {
    exception: 'stream-deleted',
    'stream-name': stream,
  });
