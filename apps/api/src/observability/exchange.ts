import type { Contract, Outcome } from '../contract/contract';
import type { RequestContext } from '../contract/request-context';

/** What becomes known of a request while it is answered; the log and the metrics read it when the answer has gone out. */
export interface Exchange {
  readonly contract: Contract['name'];
  readonly context: RequestContext;
  outcome?: Outcome;
  /** When the first part of an answer that goes on was ready, in milliseconds after the request. */
  firstAnswerMs?: number;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the doors; absent where no contract was reached. */
    exchange?: Exchange;
  }
}
