import type { Denial } from './denial';

/** The caller asks for a consent that there is not, or that the caller may not see: the answer does not say which. */
export class UnknownConsent extends Error {
  override readonly name = 'UnknownConsent';

  /** @param denial why the caller may not see it; absent: there is none. */
  constructor(readonly denial?: Denial) {
    super('There is no such consent, or none that the caller may act for.');
  }
}
