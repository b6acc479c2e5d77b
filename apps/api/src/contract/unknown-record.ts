import type { Denial } from './denial';

/** The caller asks for a record that there is not, or that the caller may not see: the answer does not say which. */
export class UnknownRecord extends Error {
  override readonly name = 'UnknownRecord';

  /** @param denial why the caller may not see it; absent: there is none. */
  constructor(readonly denial?: Denial) {
    super('There is no such record, or none that the caller may act for.');
  }
}
