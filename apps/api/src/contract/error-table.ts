import { withoutPersonIdentities, type Rejection } from '#consent';
import type { ErrorCode } from '#platform';
import { type ResultCode, type ResultType, shown, texts } from '#contracts';

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

/** The request may not be sent to this logical address, which is named without any personal identity in it. */
export const addressDenied = (address = ''): ResultType => ({
  ...accessDenied,
  resultText: `${accessDenied.resultText}: logisk adress ${withoutPersonIdentities(shown(address))} gäller inte för begäran`,
});

/** The caller sees a part of what was asked for. The answer does not say whether there is more. */
export const partOfAnswer: ResultType = {
  resultCode: 'INFO',
  resultText: 'Svaret omfattar endast de vårdgivare som anropande system har behörighet till',
};

/** There is more of the patient than one answer takes. */
export const longList: ResultType = {
  resultCode: 'INFO',
  resultText: 'Svaret är ofullständigt: patienten har fler samtycken än vad som ryms i ett svar',
};

export const partOfLongList: ResultType = {
  resultCode: 'INFO',
  resultText: `${longList.resultText}; ${partOfAnswer.resultText}`,
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

export type ProblemCode = keyof typeof problems;

/** What can go wrong beneath the contracts: its status, and its entry in the catalogue. The cause stays in the log. */
export const problems = {
  'malformed-json': { status: 400, error: 'KJF-000101' },
  'invalid-header': { status: 400, error: 'KJF-000102' },
  'bad-request': { status: 400, error: 'KJF-000103' },
  'search-in-address': { status: 400, error: 'KJF-000116' },
  'invalid-parameter': { status: 400, error: 'KJF-000117' },
  'not-authenticated': { status: 401, error: 'KJF-000114' },
  'right-missing': { status: 403, error: 'KJF-000104' },
  'unknown-path': { status: 404, error: 'KJF-000105' },
  'unknown-consent': { status: 404, error: 'KJF-000151' },
  'unknown-record': { status: 404, error: 'KJF-000156' },
  'records-removed': { status: 410, error: 'KJF-000168' },
  'request-timeout': { status: 408, error: 'KJF-000111' },
  'unknown-host': { status: 421, error: 'KJF-000110' },
  'method-not-allowed': { status: 405, error: 'KJF-000106' },
  'not-acceptable': { status: 406, error: 'KJF-000118' },
  'body-too-large': { status: 413, error: 'KJF-000107' },
  'unsupported-media-type': { status: 415, error: 'KJF-000108' },
  'encoded-body': { status: 415, error: 'KJF-000112' },
  'too-many-calls': { status: 429, error: 'KJF-000115' },
  'headers-too-large': { status: 431, error: 'KJF-000113' },
  'idempotency-key-reused': { status: 422, error: 'KJF-000109' },
  'internal-error': { status: 500, error: 'KJS-000001' },
  'ledger-unavailable': { status: 503, error: 'KJS-000002' },
  'not-caught-up': { status: 503, error: 'KJS-000003' },
  'keys-unavailable': { status: 503, error: 'KJX-000005' },
} as const satisfies Record<string, { status: number; error: ErrorCode }>;
