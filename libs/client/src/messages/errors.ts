/** A technical failure as the service describes it (RFC 9457). */
export interface ServiceProblem {
  /** Says what to correct, such as `idempotency-key-reused`. */
  readonly code: string;
  readonly title?: string;
  readonly detail?: string;
  /** The code in the service's catalogue of errors. */
  readonly error?: string;
  /** Finds the cause in the service's log. */
  readonly eventId?: string;
}

/** What is known of a failed call. */
export interface FailedCall {
  readonly contract: string;
  readonly correlationId: string;
  readonly status?: number;
  readonly problem?: ServiceProblem;
  /** How long the service asks to be left alone, in milliseconds. */
  readonly retryAfterMs?: number;
}

/**
 * No contract answered. Nothing is known of what was asked, so a check that fails is a no.
 * The message holds nothing of the request, and may be logged.
 */
export abstract class ConsentServiceError extends Error {
  abstract readonly kind:
    | 'timeout'
    | 'unavailable'
    | 'unreadable'
    | 'not-authenticated'
    | 'not-allowed'
    | 'not-taken'
    | 'failed'
    | 'aborted'
    | 'no-token';
  /** Whether the service may have done what was asked all the same. */
  readonly mayBeDone: boolean = true;
  /** Whether the same request may succeed a moment later. */
  readonly isTransient: boolean = false;

  constructor(
    message: string,
    readonly call: FailedCall,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** The service did not answer in time. */
export class ServiceTimeout extends ConsentServiceError {
  override readonly kind = 'timeout';
  override readonly isTransient = true;
}

/** The service cannot be reached, or says that it cannot answer now (429, 502, 503, 504). */
export class ServiceUnavailable extends ConsentServiceError {
  override readonly kind = 'unavailable';
  override readonly isTransient = true;
}

/** Something answered that is not an answer of the contract. */
export class UnreadableAnswer extends ConsentServiceError {
  override readonly kind = 'unreadable';
}

/** The service does not accept the proof of who calls (401). */
export class NotAuthenticated extends ConsentServiceError {
  override readonly kind = 'not-authenticated';
  override readonly mayBeDone = false;
}

/** The caller lacks a right that the address needs (403). */
export class NotAllowed extends ConsentServiceError {
  override readonly kind = 'not-allowed';
  override readonly mayBeDone = false;
}

/** The service does not take the request as it is, such as for a used idempotency key (other statuses from 400 to 499). */
export class RequestNotTaken extends ConsentServiceError {
  override readonly kind = 'not-taken';
  override readonly mayBeDone = false;
}

/** The service failed (500). */
export class ServiceFailed extends ConsentServiceError {
  override readonly kind = 'failed';
}

/** The caller's own signal ended the call. */
export class CallAborted extends ConsentServiceError {
  override readonly kind = 'aborted';
}

/** There is no token to prove the caller with, so nothing was sent. */
export class NoToken extends ConsentServiceError {
  override readonly kind = 'no-token';
  override readonly mayBeDone = false;

  constructor(
    message: string,
    call: FailedCall,
    override readonly isTransient: boolean,
    options?: ErrorOptions,
  ) {
    super(message, call, options);
  }
}
