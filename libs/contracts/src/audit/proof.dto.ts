import { Answer } from '../validation';

/** How a system proved that it was the one that called. */
export class ProofType {
  @Answer(['token'], { about: 'The kind of proof.' })
  kind: 'token';

  @Answer('text', { about: 'Who vouches for it: the issuer of the token.' })
  issuer: string;

  @Answer('text', { about: 'What the issuer calls it: the client of the token.' })
  subject: string;
}
