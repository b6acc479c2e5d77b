import { domainOf, messageNamespace, namespaces, soapAction, wsdlNamespace } from '../soap';
import type { SoapContract } from '../../contract/soap-contract';
import { markup, printed, words, type Markup } from './markup';
import { schemaLocation } from './schemas';

/** Where the header of a request stands: with the message, as the profile has it, or in a message of its own. */
export type HeaderPlace = 'first part' | 'separate message';

const HTTP = 'http://schemas.xmlsoap.org/soap/http';

/**
 * A contract's WSDL 1.1 for a service at an address: document/literal, as WS-I's basic profile 1.1 has it. Some clients take the first
 * part of a request's message for its body; for them the header can be described as a message of its own. What is sent is the same.
 */
export const wsdl = (
  contract: SoapContract,
  address: string,
  headerPlace: HeaderPlace = 'first part',
): string =>
  printed(
    markup(
      'wsdl:definitions',
      {
        'xmlns:wsdl': 'http://schemas.xmlsoap.org/wsdl/',
        'xmlns:soap': 'http://schemas.xmlsoap.org/wsdl/soap/',
        'xmlns:xs': 'http://www.w3.org/2001/XMLSchema',
        'xmlns:tns': wsdlNamespace(contract),
        'xmlns:m': messageNamespace(contract),
        'xmlns:itr': namespaces.registry,
        name: `${contract.name}Interaction`,
        targetNamespace: wsdlNamespace(contract),
      },
      documentation(contract),
      schemas(contract),
      ...messages(contract, headerPlace),
      portType(contract),
      binding(contract, headerPlace),
      service(contract, address),
    ),
  );

const LOGICAL_ADDRESS =
  'HSA-id för den vårdgivare som begäran rör: vid en ändring den vårdgivare som samtycket gäller, vid en fråga aktörens vårdgivare. ' +
  'Nationella tjänsten har SE165565594230-1000.';

const ANY_ADDRESS = 'HSA-id för den som begäran rör. Den prövas inte.';

/** What rule 5 of the profile asks for, in its words. */
const documentation = (contract: SoapContract): Markup =>
  words(
    'wsdl:documentation',
    [
      `Tjänsteinteraktionens namn: ${contract.name}Interaction`,
      `Beskrivning: ${contract.about}`,
      `Version: ${contract.major}.0`,
      `Tjänstedomän: ${domainOf(contract)}`,
      'Tjänsteinteraktionstyp: Fråga-svar',
      'WS-profil: RIVTABP21',
    ].join('\n'),
  );

const schemas = (contract: SoapContract): Markup =>
  markup(
    'wsdl:types',
    {},
    markup(
      'xs:schema',
      { targetNamespace: wsdlNamespace(contract) },
      markup('xs:import', {
        namespace: messageNamespace(contract),
        schemaLocation: schemaLocation('messages'),
      }),
      markup('xs:import', { namespace: namespaces.registry, schemaLocation: schemaLocation('header') }),
    ),
  );

const message = (name: string, ...content: readonly Markup[]): Markup =>
  markup('wsdl:message', { name }, ...content);

const parameters = (element: string): Markup =>
  markup('wsdl:part', { name: 'parameters', element: `m:${element}` });

/** The profile wants the header first, and rule 8 its meaning said. */
function messages({ name, domain }: SoapContract, headerPlace: HeaderPlace): readonly Markup[] {
  const header = [
    words('wsdl:documentation', domain === undefined ? LOGICAL_ADDRESS : ANY_ADDRESS),
    markup('wsdl:part', { name: 'LogicalAddress', element: 'itr:LogicalAddress' }),
  ];
  const response = message(`${name}Response`, parameters(`${name}Response`));
  return headerPlace === 'first part'
    ? [message(`${name}Request`, ...header, parameters(name)), response]
    : [message(headerMessage(name), ...header), message(`${name}Request`, parameters(name)), response];
}

const headerMessage = (name: string): string => `${name}RequestHeader`;

const portType = ({ name, about }: SoapContract): Markup =>
  markup(
    'wsdl:portType',
    { name: `${name}ResponderInterface` },
    markup(
      'wsdl:operation',
      { name },
      words('wsdl:documentation', about),
      markup('wsdl:input', { message: `tns:${name}Request` }),
      markup('wsdl:output', { message: `tns:${name}Response` }),
    ),
  );

const body = markup('soap:body', { parts: 'parameters', use: 'literal' });

const binding = (contract: SoapContract, headerPlace: HeaderPlace): Markup => {
  const { name } = contract;
  const holder = headerPlace === 'first part' ? `${name}Request` : headerMessage(name);
  const header = { message: `tns:${holder}`, part: 'LogicalAddress', use: 'literal' };
  return markup(
    'wsdl:binding',
    { name: `${name}ResponderBinding`, type: `tns:${name}ResponderInterface` },
    markup('soap:binding', { style: 'document', transport: HTTP }),
    markup(
      'wsdl:operation',
      { name },
      markup('soap:operation', { soapAction: soapAction(contract), style: 'document' }),
      markup('wsdl:input', {}, markup('soap:header', header), body),
      markup('wsdl:output', {}, body),
    ),
  );
};

const service = ({ name }: SoapContract, address: string): Markup =>
  markup(
    'wsdl:service',
    { name: `${name}ResponderService` },
    markup(
      'wsdl:port',
      { name: `${name}ResponderPort`, binding: `tns:${name}ResponderBinding` },
      markup('soap:address', { location: address }),
    ),
  );
