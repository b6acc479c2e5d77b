/**
 * A request does not prove who sent it. The message says what is wrong with the proof, in words that hold nothing of it: it is answered
 * and logged.
 */
export class Unauthenticated extends Error {
  override readonly name: string = 'Unauthenticated';

  /** @param fault the code of RFC 6750 or 9449 for what was sent; `null`: nothing was. */
  constructor(
    message: string,
    readonly fault: 'invalid_token' | 'invalid_dpop_proof' | 'use_dpop_nonce' | null = 'invalid_token',
  ) {
    super(message);
  }
}

/** A token is bound to a key, and the request does not prove that its sender has that key. */
export class UnprovedKey extends Unauthenticated {
  override readonly name = 'UnprovedKey';

  constructor(message: string) {
    super(message, 'invalid_dpop_proof');
  }
}

/** The proof of a key is right but for the nonce that it has to be signed with. */
export class NonceDemanded extends Unauthenticated {
  override readonly name = 'NonceDemanded';

  /** @param nonce to sign the next proof with. @param key the thumbprint of the key that was proved. */
  constructor(
    readonly nonce: string,
    readonly key: string,
  ) {
    super(
      'The proof is not signed with a nonce of this service. Sign it with the one in the header DPoP-Nonce.',
      'use_dpop_nonce',
    );
  }
}

/** The keys of an issuer cannot be learned, so that nothing can be verified with them. */
export class KeysUnavailable extends Error {
  override readonly name = 'KeysUnavailable';
}
