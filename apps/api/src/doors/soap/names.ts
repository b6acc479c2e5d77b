import type { SoapContract } from '../../contract/soap-contract';

type Named = Pick<SoapContract, 'name' | 'major'>;

const CONSENT = 'urn:riv:informationsecurity:authorization:consent';

/** The namespaces that every message uses. */
export const namespaces = {
  /** SOAP 1.1. */
  envelope: 'http://schemas.xmlsoap.org/soap/envelope/',
  /** Of the header that names the care provider whom a request concerns. */
  registry: 'urn:riv:itintegration:registry:1',
  /** Of everything below the children of a message. */
  types: `${CONSENT}:2`,
  schemaInstance: 'http://www.w3.org/2001/XMLSchema-instance',
} as const;

/** Of a contract's two messages and their children. */
export const messageNamespace = ({ name, major }: Named): string => `${CONSENT}:${name}Responder:${major}`;

/** Of a contract's WSDL, in RIV-TA basic profile 2.1. */
export const wsdlNamespace = ({ name, major }: Named): string => `${CONSENT}:${name}:${major}:rivtabp21`;

/** What a request's SOAPAction header says. */
export const soapAction = (contract: Named): string => `${messageNamespace(contract)}:${contract.name}`;

/** The address of a contract at this service. */
export const soapPath = ({ name, major }: Named): string => `/${name}/${major}/rivtabp21`;

/** Whether a namespace is this domain's: of its types, of any of its messages, or none at all, which is most often forgotten. */
export const isOfDomain = (namespace: string): boolean =>
  namespace === '' || namespace === CONSENT || namespace.startsWith(`${CONSENT}:`);
