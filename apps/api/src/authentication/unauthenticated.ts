/**
 * A request does not prove who sent it. The message says what is wrong with the proof, in words that hold nothing of it: it is answered
 * and logged.
 */
export class Unauthenticated extends Error {
  override readonly name = 'Unauthenticated';

  /** @param isAttempt whether a proof was sent, which was then wrong. */
  constructor(
    message: string,
    readonly isAttempt = true,
  ) {
    super(message);
  }
}

/** The keys of an issuer cannot be learned, so that nothing can be verified with them. */
export class KeysUnavailable extends Error {
  override readonly name = 'KeysUnavailable';
}
