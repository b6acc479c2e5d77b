import type { Rejection } from '#consent';
import type { ResultCode, ResultType } from './contracts/types';
import { texts } from './validation';

/** The HTTP status of each result code at the JSON door. */
export const httpStatusOf: Readonly<Record<ResultCode, number>> = {
  OK: 200,
  INFO: 200,
  ERROR: 500,
  VALIDATION_ERROR: 400,
  ACCESSDENIED: 403,
  NOTFOUND: 404,
  ALREADYEXISTS: 409,
  INVALIDSTATE: 409,
};

export const OK: ResultType = { resultCode: 'OK' };

export const accessDenied: ResultType = {
  resultCode: 'ACCESSDENIED',
  resultText: 'Behörighet saknas för att utföra begärd handling',
};

/** The caller sees a part of what was asked for. Whether there is more is not told. */
export const partOfAnswer: ResultType = {
  resultCode: 'INFO',
  resultText: 'Svaret omfattar endast de vårdgivare som anropande system har behörighet till',
};

const rejected = (resultCode: ResultCode, resultText: string): ResultType => ({ resultCode, resultText });

/** What the rules' refusals are called in the contracts. */
export function resultOf(rejection: Rejection): ResultType {
  switch (rejection.reason) {
    case 'access-denied':
      return accessDenied;
    case 'not-found':
      return rejected('NOTFOUND', texts.notFound(rejection.assertionId));
    case 'already-registered':
      return rejected('ALREADYEXISTS', texts.alreadyRegistered(rejection.assertionId));
    case 'already-cancelled':
      return rejected('INVALIDSTATE', texts.alreadyCancelled(rejection.assertionId));
    case 'already-deleted':
      return rejected('INVALIDSTATE', texts.alreadyDeleted(rejection.assertionId));
    case 'invalid-span':
      return rejected('VALIDATION_ERROR', texts.invalidSpan());
  }
}

/** What the headers hold that are refused when they hold something else. */
export const headerValues =
  'Idempotency-Key is 1 to 255 printable ASCII characters; X-Ledger-Min-Position is a whole number from an earlier answer; ' +
  'x-rivta-original-serviceconsumer-hsaid and x-rivta-acting-on-behalf-of-hsaid hold one HSA-id each, never a personal identity.';

export type ProblemCode = keyof typeof problems;

/** What can go wrong beneath the contracts: status, and what the caller is told. The cause stays in the log, under the event id. */
export const problems = {
  'malformed-json': {
    status: 400,
    title: 'The body is not JSON.',
    detail: 'Send one JSON object, in UTF-8, with the elements of the contract, none of them twice.',
  },
  'invalid-header': {
    status: 400,
    title: 'A header has a value that cannot be used.',
    detail: headerValues,
  },
  'bad-request': {
    status: 400,
    title: 'The request cannot be read.',
    detail: 'Check the request line, the headers and the length of the body.',
  },
  'right-missing': {
    status: 403,
    title: 'The caller has no right to this.',
    detail:
      'What auditors ask needs the right audit, and an explanation the right explain. Whoever runs the service gives it.',
  },
  'unknown-path': {
    status: 404,
    title: 'There is nothing at this address.',
    detail: 'Every contract is called by POST at /v2/ and its name in kebab case; /docs lists them.',
  },
  'method-not-allowed': {
    status: 405,
    title: 'This address answers another method.',
    detail: 'A contract at its SOAP address is called by POST, and described by GET with ?wsdl at its end.',
  },
  'body-too-large': {
    status: 413,
    title: 'The body is too large.',
    detail: 'A request is at most 256 KiB.',
  },
  'unsupported-media-type': {
    status: 415,
    title: 'The body is of the wrong media type.',
    detail: 'Send it with Content-Type: application/json.',
  },
  'idempotency-key-reused': {
    status: 422,
    title: 'The idempotency key came with another request before.',
    detail: 'Use a new key for a new request; send the same body again to get its first answer.',
  },
  'internal-error': {
    status: 500,
    title: 'The service failed.',
    detail:
      'The event id finds the cause in the log. It is unknown whether a change was made: ask before you repeat it.',
  },
  'ledger-unavailable': {
    status: 503,
    title: 'The ledger cannot be reached.',
    detail:
      'Try again later, a change with the same Idempotency-Key or assertionId: it will not be made twice.',
  },
  'not-caught-up': {
    status: 503,
    title: 'The answer would have been too old.',
    detail: 'The read models have not reached the position that the answer needs. Try again later.',
  },
} as const satisfies Record<string, { status: number; title: string; detail: string }>;
