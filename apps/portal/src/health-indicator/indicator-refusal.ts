import { StoreUnavailable } from '#event-store';
import { EncodedBody, type ErrorCode } from '#platform';
import { RegisterUnavailable } from '#sign-on';
import { ConsentServiceUnavailable } from '../consent-service';

/** Why the health indicator does not answer a records system. */
export class IndicatorRefusal extends Error {
  override readonly name = 'IndicatorRefusal';

  constructor(
    readonly status: number,
    readonly code: ErrorCode,
    /** More than the catalogue says, for the developer of the records system. It repeats nothing of what was sent. */
    readonly detail?: string,
    options?: ErrorOptions,
  ) {
    super(detail ?? code, options);
  }
}

type StatusAndCode = readonly [status: number, code: ErrorCode];

/** What Fastify refuses before anything is looked at, by its codes. */
const ofFramework: Readonly<Record<string, StatusAndCode>> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: [415, 'KJF-000108'],
  FST_ERR_CTP_BODY_TOO_LARGE: [413, 'KJF-000107'],
  FST_ERR_CTP_EMPTY_JSON_BODY: [400, 'KJF-000101'],
  FST_ERR_CTP_INVALID_JSON_BODY: [400, 'KJF-000101'],
};

/** What others fail in, and we, and what is refused before the indicator sees it. */
const failures: readonly (readonly [new (message: string) => Error, StatusAndCode])[] = [
  [EncodedBody, [415, 'KJF-000112']],
  [RegisterUnavailable, [503, 'KJX-000004']],
  [StoreUnavailable, [503, 'KJS-000002']],
  [ConsentServiceUnavailable, [503, 'KJS-000004']],
];

/** Any failure as the refusal that it is answered as; an unexpected one is ours. */
export function refusalOf(error: unknown): IndicatorRefusal {
  if (error instanceof IndicatorRefusal) return error;
  const failure = failures.find(([kind]) => error instanceof kind);
  const [status, code] = failure ? failure[1] : answerOfFramework(error);
  return new IndicatorRefusal(status, code, undefined, { cause: error });
}

function answerOfFramework(error: unknown): StatusAndCode {
  const { code = '', statusCode = 500 } = error as { code?: string; statusCode?: number };
  return ofFramework[code] ?? (statusCode < 500 ? [400, 'KJF-000103'] : [500, 'KJS-000001']);
}
