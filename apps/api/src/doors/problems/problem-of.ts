import { HttpException } from '@nestjs/common';
import type { FastifyError } from 'fastify';
import { RecordsRemoved } from '#audit';
import { StoreUnavailable } from '#event-store';
import { codeOfUnreadable, EncodedBody, MethodNotAllowed, UnknownHost, type ErrorCode } from '#platform';
import { NotCaughtUp, OtherRequest, PositionBeyondHead, ReadModelsStopped } from '#ledger';
import { KeysUnavailable, Unauthenticated } from '../../authentication/unauthenticated';
import { TooManyCalls } from '../../authentication/call-meters';
import { UnknownConsent } from '../../contract/unknown-consent';
import { UnknownRecord } from '../../contract/unknown-record';
import type { ProblemCode } from '../../contract/error-table';
import { MalformedJson } from '../http/malformed-json';
import { InvalidParameter, NotAcceptable, SearchInAddress } from '../http/fhir-refusals';
import { headers } from '../http/headers';
import { InvalidHeader } from '../http/request-contexts';
import { RightMissing } from '../../contract/rights';

/** What the code behind the doors throws, and the problem that its caller gets. */
const errorCodes: readonly (readonly [kind: abstract new (...args: never[]) => Error, code: ProblemCode])[] =
  [
    [MalformedJson, 'malformed-json'],
    [InvalidHeader, 'invalid-header'],
    [PositionBeyondHead, 'invalid-header'],
    [UnknownHost, 'unknown-host'],
    [EncodedBody, 'encoded-body'],
    [MethodNotAllowed, 'method-not-allowed'],
    [SearchInAddress, 'search-in-address'],
    [InvalidParameter, 'invalid-parameter'],
    [NotAcceptable, 'not-acceptable'],
    [Unauthenticated, 'not-authenticated'],
    [KeysUnavailable, 'keys-unavailable'],
    [TooManyCalls, 'too-many-calls'],
    [RightMissing, 'right-missing'],
    [UnknownConsent, 'unknown-consent'],
    [UnknownRecord, 'unknown-record'],
    [OtherRequest, 'idempotency-key-reused'],
    [RecordsRemoved, 'records-removed'],
    [StoreUnavailable, 'ledger-unavailable'],
    [NotCaughtUp, 'not-caught-up'],
    [ReadModelsStopped, 'not-caught-up'],
  ];

const statusCodes: Readonly<Record<number, ProblemCode>> = {
  404: 'unknown-path',
  405: 'method-not-allowed',
  413: 'body-too-large',
  415: 'unsupported-media-type',
};

const lastCodes: Partial<Readonly<Record<ErrorCode, ProblemCode>>> = {
  'KJF-000111': 'request-timeout',
  'KJF-000113': 'headers-too-large',
};

/** What a request is refused for that cannot be read as HTTP. */
export const problemOfUnreadable = (error: Error): ProblemCode =>
  lastCodes[codeOfUnreadable(error)] ?? 'bad-request';

/** What an error is called outside, whatever it is inside. The framework's own refusals are known by their status. */
export function problemOf(error: Error): ProblemCode {
  const known = errorCodes.find(([kind]) => error instanceof kind);
  if (known) return known[1];
  const status = error instanceof HttpException ? error.getStatus() : (error as FastifyError).statusCode;
  if (status !== undefined && status < 500) return statusCodes[status] ?? 'bad-request';
  return 'internal-error';
}

/** Their messages hold nothing of the request. */
const shownKinds = [Unauthenticated, InvalidHeader, InvalidParameter, TooManyCalls, RecordsRemoved];

/** What is wrong in this request, where the error's own words hold nothing of it. */
export function specificallyIn(error: Error): string | undefined {
  if (error instanceof PositionBeyondHead) return `${headers.minPosition} is after the end of the ledger.`;
  return shownKinds.some((kind) => error instanceof kind) ? error.message : undefined;
}
