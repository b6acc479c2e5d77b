import { checkingCases } from './checking';
import { closingCases } from './closing';
import type { ConformanceCase } from './conformance-case';
import { endingCases } from './ending';
import { listingCases } from './listing';
import { registeringCases } from './registering';
import { rowCases } from './rows';

export * from './conformance-case';
export { persons } from './persons';
export { Scene, type Parties } from './scene';
export { remove as removeStep } from './steps';

/** Every case of the kit: first what a service does, and then what it refuses. */
export const allCases: readonly ConformanceCase[] = [
  ...registeringCases,
  ...checkingCases,
  ...closingCases,
  ...endingCases,
  ...listingCases,
  ...rowCases,
];
