/**
 * Why a call is denied, for auditors and operators: the caller lacks the contract's right, or the contract; it is a platform that may
 * not speak for the system it names; it may not act for the care provider, of the consent either; the consent is another patient's; the
 * request was sent to the address of another.
 */
export type Denial = 'right' | 'contract' | 'consumer' | 'care-provider' | 'patient' | 'logical-address';
