import { createHash } from 'node:crypto';
import { consentStream, encode, type ConsentEvent, type Decision } from '#consent';
import { NO_POSITION, type ExpectedRevision, type NewEvent, type Position } from '#event-store';
import { derivedId } from '#platform';
import { OK, resultOf } from '../../apps/api/src/contract/error-table';
import type { KnownConsent } from './known-consents';
import type { Request } from './requests';

export interface Append {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly events: readonly NewEvent[];
}

/**
 * What the service leaves in the log of a request that is carried out at `next`, the position of the first event to be written:
 * the decided events, and for one that may be sent again a note before and its answer behind them.
 */
export function storedRequest(
  request: Request,
  decision: Decision,
  before: KnownConsent | undefined,
  next: Position,
): Append[] {
  const events = decision.accepted ? decision.events : [];
  const decided = events.length === 0 ? [] : [consentAppend(request, events, before)];
  if (!request.isRepeatable) return decided;
  const position = decision.accepted ? next + events.length : (before?.position ?? NO_POSITION);
  const result = decision.accepted ? OK : resultOf(decision.rejection);
  return [received(request), ...decided, answered(request, { result, position })];
}

const consentAppend = (
  { command, provenance }: Request,
  events: readonly ConsentEvent[],
  before: KnownConsent | undefined,
): Append => ({
  stream: consentStream(command.assertionId),
  expected: before?.revision ?? 'no-stream',
  events: events.map((event, index) => ({
    id: derivedId(String(index), provenance.commandId),
    ...encode(event, provenance),
  })),
});

const received = ({ provenance: { commandId } }: Request): Append => ({
  stream: requestStream(commandId),
  expected: 'no-stream',
  events: [
    {
      id: derivedId('received', commandId),
      type: 'RequestReceived.v1',
      data: { fingerprint: createHash('sha256').update(commandId).digest('base64') },
      metadata: {},
    },
  ],
});

const answered = ({ provenance: { commandId } }: Request, answer: object): Append => ({
  stream: requestStream(commandId),
  expected: 0,
  events: [{ id: derivedId('answered', commandId), type: 'RequestAnswered.v1', data: answer, metadata: {} }],
});

const requestStream = (commandId: string): string => `request-${commandId}`;
