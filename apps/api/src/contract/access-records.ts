import type { Contract, Outcome } from './contract';
import type { RequestContext } from './request-context';

/** A call of a contract. */
export interface Call {
  readonly contract: Contract;
  /** `null` when it cannot be read. */
  readonly request: object | null;
  readonly context: RequestContext;
}

/** Where it is kept who looked at what, and which calls were denied. */
export abstract class AccessRecords {
  /**
   * Keeps a record of a call that shows what is kept about patients, or that was denied; of others there is none. The answer may be
   * given when it is done.
   * @throws StoreUnavailable
   */
  abstract record(call: Call, outcome: Outcome): Promise<void> | void;
}
