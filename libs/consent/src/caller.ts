import { hsaKey } from './identity';

/** The system that calls, as the rules see it. */
export interface Caller {
  /** Its HSA-id. */
  readonly systemId: string;
  /** HSA-id of the system where the request began, when the calling system is a platform that passes requests on. */
  readonly originalConsumer?: string;
  /** The care providers it may act for, by `hsaKey`; `'all'` for a national service. */
  readonly careProviders: 'all' | ReadonlySet<string>;
}

/** May this caller act for this care provider? */
export const mayActFor = (caller: Caller, careProviderId: string): boolean =>
  caller.careProviders === 'all' || caller.careProviders.has(hsaKey(careProviderId));
