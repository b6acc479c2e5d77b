import type { CalledContract } from './called-contract';

const DOMAIN = 'urn:riv:informationsecurity:authorization:consent';

/** The names of RIV-TA basic profile 2.1, written apart from the service's own: the kit would not see an error that both share. */
export const namespaces = {
  envelope: 'http://schemas.xmlsoap.org/soap/envelope/',
  registry: 'urn:riv:itintegration:registry:1',
  types: `${DOMAIN}:2`,
  schemaInstance: 'http://www.w3.org/2001/XMLSchema-instance',
} as const;

type Named = Pick<CalledContract, 'name' | 'major'>;

/** Of a contract's two messages and their children. */
export const messageNamespace = ({ name, major }: Named): string => `${DOMAIN}:${name}Responder:${major}`;

export const soapAction = (contract: Named): string => `${messageNamespace(contract)}:${contract.name}`;

/** The address of a contract, below that of the service. */
export const soapPath = ({ name, major }: Named): string => `${name}/${major}/rivtabp21`;
