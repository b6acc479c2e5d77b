import type { SoapContract } from '../../contract/soap-contract';

/** What the names of a contract are made of. */
export type NamedContract = Pick<SoapContract, 'name' | 'major' | 'domain'>;

const CONSENTS = 'informationsecurity:authorization:consent';

const CONSENT = `urn:riv:${CONSENTS}`;

/** The namespaces that every message uses. */
export const namespaces = {
  /** SOAP 1.1. */
  envelope: 'http://schemas.xmlsoap.org/soap/envelope/',
  /** Of the header that names the care provider whom a request concerns. */
  registry: 'urn:riv:itintegration:registry:1',
  /** Of everything below the children of a message about consents. */
  types: `${CONSENT}:2`,
  schemaInstance: 'http://www.w3.org/2001/XMLSchema-instance',
} as const;

/** The service domain of a contract. */
export const domainOf = ({ domain = CONSENTS }: Pick<NamedContract, 'domain'>): string => domain;

/** Of a contract's two messages and their children. */
export const messageNamespace = (contract: NamedContract): string =>
  `urn:riv:${domainOf(contract)}:${contract.name}Responder:${contract.major}`;

/** Of everything below the children of a contract's messages. Outside of the domain of consents, it is that of the messages. */
export const typesNamespace = (contract: NamedContract): string =>
  contract.domain === undefined ? namespaces.types : messageNamespace(contract);

/** Of a contract's WSDL, in RIV-TA basic profile 2.1. */
export const wsdlNamespace = (contract: NamedContract): string =>
  `urn:riv:${domainOf(contract)}:${contract.name}:${contract.major}:rivtabp21`;

/** What a request's SOAPAction header says. */
export const soapAction = (contract: NamedContract): string =>
  `${messageNamespace(contract)}:${contract.name}`;

/** The address of a contract at this service. */
export const soapPath = ({ name, major }: NamedContract): string => `/${name}/${major}/rivtabp21`;

/**
 * All addresses of a contract: its own, and that of the domain, at which consumers reach it through the national platform, alone and
 * behind each prefix.
 */
export function soapPaths(contract: NamedContract, prefixes: readonly string[] = []): readonly string[] {
  const ofDomain = `/${domainOf(contract).replaceAll(':', '/')}${soapPath(contract)}`;
  return [soapPath(contract), ofDomain, ...prefixes.map((prefix) => prefix + ofDomain)];
}

/** The namespaces that the elements of these contracts may be in, and none at all, which is what senders most often forget. */
export const namespacesOf = (contracts: readonly NamedContract[]): ReadonlySet<string> =>
  new Set(['', ...contracts.map(typesNamespace), ...contracts.map(messageNamespace)]);

/** Whether a namespace belongs to the domain of consents, in any version. */
export const isOfDomain = (namespace: string): boolean =>
  namespace === CONSENT || namespace.startsWith(`${CONSENT}:`);
