import { hsaKey, sameHsaId } from './identity';

/** The system that calls, as the rules see it. */
export interface Caller {
  /** Its HSA-id. */
  readonly systemId: string;
  /** HSA-id of the system where the request began, when the calling system is a platform that passes requests on. */
  readonly originalConsumer?: string;
  /** The care providers it may act for, by `hsaKey`; `'all'` for a national service. */
  readonly careProviders: 'all' | ReadonlySet<string>;
  /** The only care provider whose consents the request may change: it was sent to that one's address. */
  readonly addressedTo?: string;
}

/** May this caller act for this care provider? */
export const mayActFor = (caller: Caller, careProviderId: string): boolean =>
  caller.careProviders === 'all' || caller.careProviders.has(hsaKey(careProviderId));

/** May this request concern a consent of this care provider? */
export const isAddressedTo = ({ addressedTo }: Caller, careProviderId: string): boolean =>
  addressedTo === undefined || sameHsaId(addressedTo, careProviderId);
