import { envelope, messageOf, soapContract } from '../support/soap-message';
import { exampleOf, isFhir, isSoap } from './addresses';
import { fhirMessage } from './fhir-messages';
import type { Route } from './routes';

/** The address of a route, with the id of a consent where it names one. */
export const pathOf = ({ url, method }: Route, assertionId: string): string =>
  url
    .replace(':assertionId', assertionId)
    .replace(':id', assertionId)
    .replace(':code', 'not-authenticated')
    .replace('*', 'swagger-ui.css')
    .replace(/rivtabp21$/, method === 'GET' ? 'rivtabp21?wsdl' : 'rivtabp21');

/** What a route is sent that answers a contract: the example of the documentation, about one consent. */
export function messageTo(route: Route, contract: string, assertionId: string) {
  if (isFhir(route)) return fhirMessage(contract);
  const example = exampleOf(contract);
  const ids = ['assertionId', 'webhookId'].filter((name) => name in example);
  const message = { ...example, ...Object.fromEntries(ids.map((name) => [name, assertionId])) };
  return isSoap(route)
    ? { body: soapBody(contract, message), type: 'text/xml' }
    : { body: JSON.stringify(message), type: 'application/json' };
}

const ping = {
  serviceContractNamespace: 'urn:riv:informationsecurity:authorization:consent',
  logicalAddress: 'SE165565594230-1000',
};

const soapBody = (contract: string, message: object): string =>
  envelope(
    messageOf(soapContract(contract), contract === 'PingForConfiguration' ? { ...ping } : { ...message }),
  );
