import { Answer } from '../validation';

/** How a system proved that it was the one that called. */
export class ProofType {
  @Answer(['token', 'certificate'], { about: 'The kind of proof.' })
  kind: 'token' | 'certificate';

  @Answer('text', {
    about: 'Who vouches for it: the issuer of the token, or the SHA-256 of the certificate of the authority.',
  })
  issuer: string;

  @Answer('text', {
    about: 'What the issuer calls it: the client of the token, or the subject of the certificate.',
  })
  subject: string;

  @Answer('text', {
    about: 'SHA-256 of the certificate, or of the key that the token is bound to (RFC 7638).',
    optional: true,
  })
  thumbprint?: string;
}
