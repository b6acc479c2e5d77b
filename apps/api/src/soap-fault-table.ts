import { headerValues } from './error-table';

interface SoapFaultEntry {
  readonly faultcode: 'Client' | 'Server' | 'VersionMismatch' | 'MustUnderstand';
  readonly title: string;
  readonly mend: string;
}

export type SoapFaultCode = keyof typeof soapFaults;

/** What can go wrong beneath the contracts at the SOAP door. Who sent it is told what to mend; of our own failures, nothing. */
export const soapFaults = {
  'unsupported-media-type': {
    faultcode: 'Client',
    title: 'The request is of the wrong media type.',
    mend: 'Send a SOAP 1.1 envelope with Content-Type: text/xml; charset=utf-8.',
  },
  'body-too-large': {
    faultcode: 'Client',
    title: 'The request is too large.',
    mend: 'A SOAP request is at most 1 MiB.',
  },
  'bad-request': {
    faultcode: 'Client',
    title: 'The request cannot be read.',
    mend: 'Check the headers and the length of the body.',
  },
  'invalid-header': {
    faultcode: 'Client',
    title: 'An HTTP header has a value that cannot be used.',
    mend: headerValues,
  },
  'idempotency-key-reused': {
    faultcode: 'Client',
    title: 'The idempotency key came with another request before.',
    mend: 'Use a new key for a new request; send the same message again to get its first answer.',
  },
  'unreadable-encoding': {
    faultcode: 'Client',
    title: 'The encoding of the request cannot be read.',
    mend: 'Send UTF-8 or UTF-16, and say the same in the Content-Type, the XML declaration and the byte order mark.',
  },
  'malformed-xml': {
    faultcode: 'Client',
    title: 'The request is not well-formed XML.',
    mend: 'Send one complete SOAP 1.1 envelope.',
  },
  'document-type': {
    faultcode: 'Client',
    title: 'The request has a document type declaration.',
    mend: 'Leave it out: SOAP has none, and nothing that it declares is read.',
  },
  'processing-instruction': {
    faultcode: 'Client',
    title: 'The request has a processing instruction.',
    mend: 'Leave it out: SOAP has none.',
  },
  'too-complex': {
    faultcode: 'Client',
    title: 'The request is larger than any message of the contract.',
    mend: 'Send only the elements of the contract.',
  },
  'no-envelope': {
    faultcode: 'Client',
    title: 'The request is not a SOAP 1.1 envelope.',
    mend: 'Begin it with Envelope of the namespace http://schemas.xmlsoap.org/soap/envelope/.',
  },
  'other-soap-version': {
    faultcode: 'VersionMismatch',
    title: 'The envelope is of another version of SOAP.',
    mend: 'Send SOAP 1.1: the namespace of Envelope is http://schemas.xmlsoap.org/soap/envelope/.',
  },
  'misbuilt-envelope': {
    faultcode: 'Client',
    title: 'The envelope is not put together as SOAP 1.1 asks.',
    mend: 'Envelope holds Header, with LogicalAddress, and then Body, with one message.',
  },
  'not-understood': {
    faultcode: 'MustUnderstand',
    title: 'A header that must be understood is not known here.',
    mend: 'Leave it out, or take mustUnderstand from it.',
  },
  'no-logical-address': {
    faultcode: 'Client',
    title: 'The request has no logical address.',
    mend: 'Put LogicalAddress of the namespace urn:riv:itintegration:registry:1, holding an HSA-id, into the SOAP header.',
  },
  'other-action': {
    faultcode: 'Client',
    title: 'The SOAPAction is not that of the contract at this address.',
    mend: 'Send the SOAPAction that the WSDL of this address names.',
  },
  'other-message': {
    faultcode: 'Client',
    title: 'The body does not hold the message of the contract at this address.',
    mend: 'Send the message that the WSDL of this address names.',
  },
  'misplaced-element': {
    faultcode: 'Client',
    title: 'An element stands in the wrong place.',
    mend: 'Send the elements in the order of the schema, and those of other namespaces last.',
  },
  'repeated-element': {
    faultcode: 'Client',
    title: 'An element occurs more than once.',
    mend: 'Send it once.',
  },
  'wrong-namespace': {
    faultcode: 'Client',
    title: 'An element is in the wrong namespace.',
    mend: 'The children of a message are in its own namespace, everything below in that of the types.',
  },
  'misbuilt-element': {
    faultcode: 'Client',
    title: 'An element is not put together as the schema asks.',
    mend: 'Send it without attributes of its own, and empty where it is nil.',
  },
  'service-failed': {
    faultcode: 'Server',
    title: 'The service failed.',
    mend: '',
  },
} as const satisfies Record<string, SoapFaultEntry>;
