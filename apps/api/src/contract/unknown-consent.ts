/** The caller asks for a consent that there is not, or that the caller may not see: the answer does not say which. */
export class UnknownConsent extends Error {
  override readonly name = 'UnknownConsent';
}
