import type { ErrorCode } from '#platform';

interface SoapFaultEntry {
  readonly faultcode: 'Client' | 'Server' | 'VersionMismatch' | 'MustUnderstand';
  /** What is told, from the catalogue. */
  readonly error: ErrorCode;
}

export type SoapFaultCode = keyof typeof soapFaults;

/** What can go wrong beneath the contracts at the SOAP door. Who sent it is told what to mend; of our own failures, nothing. */
export const soapFaults = {
  'unsupported-media-type': { faultcode: 'Client', error: 'KJF-000121' },
  'body-too-large': { faultcode: 'Client', error: 'KJF-000122' },
  'bad-request': { faultcode: 'Client', error: 'KJF-000123' },
  'invalid-header': { faultcode: 'Client', error: 'KJF-000124' },
  'idempotency-key-reused': { faultcode: 'Client', error: 'KJF-000125' },
  'unreadable-encoding': { faultcode: 'Client', error: 'KJF-000126' },
  'malformed-xml': { faultcode: 'Client', error: 'KJF-000127' },
  'document-type': { faultcode: 'Client', error: 'KJF-000128' },
  'processing-instruction': { faultcode: 'Client', error: 'KJF-000129' },
  'too-complex': { faultcode: 'Client', error: 'KJF-000130' },
  'no-envelope': { faultcode: 'Client', error: 'KJF-000131' },
  'other-soap-version': { faultcode: 'VersionMismatch', error: 'KJF-000132' },
  'misbuilt-envelope': { faultcode: 'Client', error: 'KJF-000133' },
  'not-understood': { faultcode: 'MustUnderstand', error: 'KJF-000134' },
  'no-logical-address': { faultcode: 'Client', error: 'KJF-000135' },
  'other-action': { faultcode: 'Client', error: 'KJF-000136' },
  'other-message': { faultcode: 'Client', error: 'KJF-000137' },
  'misplaced-element': { faultcode: 'Client', error: 'KJF-000138' },
  'repeated-element': { faultcode: 'Client', error: 'KJF-000139' },
  'wrong-namespace': { faultcode: 'Client', error: 'KJF-000140' },
  'misbuilt-element': { faultcode: 'Client', error: 'KJF-000141' },
  'service-failed': { faultcode: 'Server', error: 'KJS-000001' },
} as const satisfies Record<string, SoapFaultEntry>;
