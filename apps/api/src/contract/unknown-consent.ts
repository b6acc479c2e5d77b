/** The caller asks for a consent that there is not, or that is none of its business: which of the two is not told. */
export class UnknownConsent extends Error {
  override readonly name = 'UnknownConsent';
}
