import { Metadata, status, type ServiceError } from '@grpc/grpc-js';
import { strikes } from './faults';
import { ADMIN, type Security } from './security';
import type { ServerState } from './server-state';

export function refusal(code: status, details: string, headers: Record<string, string> = {}): ServiceError {
  const metadata = new Metadata();
  for (const [name, value] of Object.entries(headers)) metadata.set(name, value);
  return Object.assign(new Error(details), { code, details, metadata });
}

/** Why a call is refused before it begins, if it is. */
export function refused({ faults, port, security }: ServerState, call: Metadata): ServiceError | undefined {
  const stranger = security && refusedUser(security, call);
  if (stranger) return stranger;
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

/** A user whom the server does not know is refused otherwise than one who has no rights, or none at all. */
function refusedUser({ passwords }: Security, call: Metadata): ServiceError | undefined {
  const sent = call.get('authorization')[0]?.toString();
  const known = Object.entries(passwords).find(([user, password]) => sent === basic(user, password));
  if (known?.[0] === ADMIN) return undefined;
  if (sent !== undefined && !known) return refusal(status.UNAUTHENTICATED, 'Unauthenticated');
  return refusal(status.PERMISSION_DENIED, 'Access Denied', { exception: 'access-denied' });
}

const basic = (user: string, password: string): string =>
  `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
