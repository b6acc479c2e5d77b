import type { SoapFaultCode } from './soap-fault-table';

/** A request that cannot be read as a message of the contract. The fault says what to correct. */
export class SoapFault extends Error {
  override readonly name = 'SoapFault';

  /** @param specifically what is wrong in this request; for the caller only, because it may repeat what was sent. */
  constructor(
    readonly code: SoapFaultCode,
    readonly specifically?: string,
  ) {
    super(code);
  }
}
