import type { ErrorCode } from '#platform';
import { problems, type ProblemCode } from '../../contract/error-table';

/** SOAP 1.1 sends every fault with this status, the caller's too. */
const FAULT_STATUS = 500;

/** WS-I's basic profile has one of its own for a body that is not of the type, or not in the encoding, that the door takes. */
const UNSUPPORTED = 415;

interface SoapFaultEntry {
  readonly faultcode: 'Client' | 'Server' | 'VersionMismatch' | 'MustUnderstand';
  /** The error's entry in the catalogue. */
  readonly error: ErrorCode;
}

/** What a fault is called: by a word of this door alone, or as at the JSON door. */
export type SoapFaultCode = keyof typeof soapFaults | ProblemCode;

/** What can go wrong beneath the contracts at the SOAP door alone. */
const soapFaults = {
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
  'other-message': { faultcode: 'Client', error: 'KJF-000137' },
  'misplaced-element': { faultcode: 'Client', error: 'KJF-000138' },
  'repeated-element': { faultcode: 'Client', error: 'KJF-000139' },
  'wrong-namespace': { faultcode: 'Client', error: 'KJF-000140' },
  'misbuilt-element': { faultcode: 'Client', error: 'KJF-000141' },
} as const satisfies Record<string, SoapFaultEntry>;

/** A fault's code in SOAP, its HTTP status, and its code in the catalogue: what goes wrong at both doors has one code at both. */
export function faultOf(code: SoapFaultCode): SoapFaultEntry & { readonly status: number } {
  if (code in soapFaults) return { ...soapFaults[code as keyof typeof soapFaults], status: FAULT_STATUS };
  const { status, error } = problems[code as ProblemCode];
  return {
    faultcode: status < 500 ? 'Client' : 'Server',
    error,
    status: status === UNSUPPORTED ? UNSUPPORTED : FAULT_STATUS,
  };
}
