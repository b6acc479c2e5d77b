import type { ContractPath, ElementError, RequestAt, ResponseAt, ResultCode } from '#contracts';

/** Why a query is refused. */
export type QueryRefusal = Extract<ResultCode, 'VALIDATION_ERROR' | 'ACCESSDENIED'>;

/** Why a change is refused. */
export type ChangeRefusal = Exclude<ResultCode, 'OK' | 'INFO' | 'ERROR'>;

/** What every answer says about its request. */
export interface AnswerContext {
  /** Finds the request in the service's log. */
  readonly correlationId: string;
  /** The position of the ledger at which the answer was computed, or that a change has; `null` where the service does not say. */
  readonly position: number | null;
}

/** Said of an answer that a snapshot gave, because the service could not be reached. Times are milliseconds since 1970. */
export interface FromSnapshot {
  /** When the snapshot was taken: what has changed since is not in the answer. */
  readonly issuedAt: number;
  /** How old the snapshot is at most. */
  readonly ageMs: number;
  /** Until when the snapshot may be used. */
  readonly validUntil: number;
}

/** The contract did what was asked. With `INFO`, the content is a part of what was asked for, and `text` says so. */
export interface Answered<Content> extends AnswerContext {
  readonly kind: 'answered';
  readonly code: Extract<ResultCode, 'OK' | 'INFO'>;
  readonly text?: string;
  readonly content: Content;
  /** Absent: the service itself answered, now. */
  readonly fromSnapshot?: FromSnapshot;
}

/** The contract did not do what was asked, and nothing has changed. Sending the same again gives the same refusal. */
export interface Refused<Code extends ResultCode> extends AnswerContext {
  readonly kind: 'refused';
  readonly code: Code;
  /** Why, in Swedish. */
  readonly text: string;
  /** The faults of the request, one by one; empty unless the code is `VALIDATION_ERROR`. */
  readonly faults: readonly ElementError[];
}

/**
 * What a contract answered. That it answered is not a yes: a check's yes is `content.hasConsent`.
 * Therefore `kind` is a word, and cannot be used as a condition by mistake.
 */
export type Result<Content, Code extends ResultCode> = Answered<Content> | Refused<Code>;

/** What comes of a query. */
export type QueryResult<Content> = Result<Content, QueryRefusal>;

/** What comes of a change. Those of consents have no content. */
export type ChangeResult<Content = null> = Result<Content, ChangeRefusal>;

/** What an address answers to a query: the members of its content element, and those beside it. */
export type ContentAt<Path extends ContractPath, Element extends keyof ResponseAt<Path>> = Omit<
  ResponseAt<Path>[Element],
  'result'
> &
  Omit<ResponseAt<Path>, Element | 'errors'>;

/** A check: who wants to read, where, and whose records. */
export type Question = RequestAt<'check-consent'>;

/** What a check answers. `hasConsent` is always there. */
export type CheckContent = ContentAt<'check-consent', 'checkResult'>;

/** What one of many checks was answered. */
export type CheckAnswer = QueryResult<CheckContent>;
