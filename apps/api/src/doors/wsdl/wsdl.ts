import { messageNamespace, namespaces, soapAction, wsdlNamespace } from '../soap';
import type { SoapContract } from '../../contract/soap-contract';
import { markup, printed, words, type Markup } from './markup';
import { schemaLocation } from './schemas';

const HTTP = 'http://schemas.xmlsoap.org/soap/http';

/** A contract's WSDL 1.1 for a service at an address: document/literal, as WS-I's basic profile 1.1 has it. */
export const wsdl = (contract: SoapContract, address: string): string =>
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
      schemas(contract),
      ...messages(contract),
      portType(contract),
      binding(contract),
      service(contract, address),
    ),
  );

const schemas = (contract: SoapContract): Markup =>
  markup(
    'wsdl:types',
    {},
    markup(
      'xs:schema',
      {},
      markup('xs:import', {
        namespace: messageNamespace(contract),
        schemaLocation: schemaLocation('messages'),
      }),
      markup('xs:import', { namespace: namespaces.registry, schemaLocation: schemaLocation('header') }),
    ),
  );

const messages = ({ name }: SoapContract): readonly Markup[] => [
  markup(
    'wsdl:message',
    { name: `${name}Request` },
    markup('wsdl:part', { name: 'parameters', element: `m:${name}` }),
    markup('wsdl:part', { name: 'LogicalAddress', element: 'itr:LogicalAddress' }),
  ),
  markup(
    'wsdl:message',
    { name: `${name}Response` },
    markup('wsdl:part', { name: 'parameters', element: `m:${name}Response` }),
  ),
];

const portType = ({ name }: SoapContract): Markup =>
  markup(
    'wsdl:portType',
    { name: `${name}ResponderInterface` },
    markup(
      'wsdl:operation',
      { name },
      markup('wsdl:input', { message: `tns:${name}Request` }),
      markup('wsdl:output', { message: `tns:${name}Response` }),
    ),
  );

const body = markup('soap:body', { parts: 'parameters', use: 'literal' });

const binding = (contract: SoapContract): Markup => {
  const { name } = contract;
  const header = { message: `tns:${name}Request`, part: 'LogicalAddress', use: 'literal' };
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
    words(
      'wsdl:documentation',
      'The LogicalAddress of a request is the HSA-id of the care provider concerned.',
    ),
    markup(
      'wsdl:port',
      { name: `${name}ResponderPort`, binding: `tns:${name}ResponderBinding` },
      markup('soap:address', { location: address }),
    ),
  );
