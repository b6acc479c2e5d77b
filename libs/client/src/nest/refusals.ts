import { HttpException } from '@nestjs/common';

const problems = {
  'no-consent': { status: 403, title: 'No valid consent lets this employee read.' },
  'not-asked': {
    status: 403,
    title: 'The request does not say who wants to read, where, and whose records.',
  },
  'question-refused': { status: 403, title: 'The consent service refuses the question.' },
  'no-answer': { status: 503, title: 'The consent service gives no answer.' },
} as const;

/** Why a guarded route is closed. */
export type ClosedBecause = keyof typeof problems;

/** A guarded route is closed: a problem (RFC 9457) that holds nothing of the request. */
export class RouteClosed extends HttpException {
  constructor(
    readonly because: ClosedBecause,
    options?: { readonly cause: unknown },
  ) {
    const { status, title } = problems[because];
    super({ type: 'about:blank', title, status, code: because }, status, options);
  }
}
