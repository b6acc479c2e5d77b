import { messageNamespace, namespaces, typesNamespace } from '../soap';
import type { Element } from '#contracts';
import type { SoapContract } from '../../contract/soap-contract';
import { markup, printed, type Markup } from './markup';
import { simpleTypesIn, type SimpleType } from './simple-types';
import { typeNameOf, TYPES, typesIn } from './type-names';

/**
 * Where a document finds a schema of the same contract. The last segment of the address is repeated: Java and gSOAP resolve
 * references by RFC 2396, which drops it from a reference that is a query alone.
 */
export const schemaLocation = (name: SchemaName): string => `rivtabp21?xsd=${name}`;

/** The schemas of a contract: its messages, the domain's types that they are made of, and the header of every request. */
export type SchemaName = 'messages' | 'types' | 'header';

const XML_SCHEMA = 'http://www.w3.org/2001/XMLSchema';

type Declarations = Readonly<Record<string, string>>;

const schema = (namespace: string, declarations: Declarations, ...content: readonly Markup[]): string =>
  printed(
    markup(
      'xs:schema',
      {
        'xmlns:xs': XML_SCHEMA,
        ...declarations,
        targetNamespace: namespace,
        elementFormDefault: 'qualified',
        attributeFormDefault: 'unqualified',
      },
      ...content,
    ),
  );

/** What makes the messages of others, made for a later version, no error here. */
const extension = markup('xs:any', {
  namespace: '##other',
  processContents: 'lax',
  minOccurs: '0',
  maxOccurs: 'unbounded',
});

const occurrences = {
  '1': {},
  '?': { minOccurs: '0' },
  '*': { minOccurs: '0', maxOccurs: 'unbounded' },
} as const;

const declarationOf = (element: Element): Markup =>
  markup('xs:element', { name: element.name, type: typeNameOf(element), ...occurrences[element.occurs] });

const complexType = (name: string, elements: readonly Element[]): Markup =>
  markup('xs:complexType', { name }, markup('xs:sequence', {}, ...elements.map(declarationOf), extension));

const simpleType = ({ name, facets }: SimpleType): Markup =>
  markup('xs:simpleType', { name }, markup('xs:restriction', { base: 'xs:string' }, ...facets));

/** Whether a contract's types are those of the domain of consents, which have a schema of their own. */
export const sharesTypes = (contract: SoapContract): boolean => typesNamespace(contract) === namespaces.types;

/** The schema of the types of the domain of consents, the same for every contract. */
export const typesSchema = (contracts: readonly SoapContract[]): string =>
  schema(
    namespaces.types,
    { [`xmlns:${TYPES}`]: namespaces.types },
    ...typesOf(contracts.filter(sharesTypes)),
  );

function typesOf(contracts: readonly SoapContract[]): readonly Markup[] {
  const types = typesIn(contracts.flatMap(({ request, response }) => [...request, ...response]));
  const answersFirst = contracts.flatMap(({ request, response }) => [...response, ...request]);
  return [
    ...simpleTypesIn(answersFirst).map(simpleType),
    ...types.map(({ name, elements }) => complexType(name, elements)),
  ];
}

/** The schema of a contract's two messages, and of its types where they are its own. */
export function messagesSchema(contract: SoapContract): string {
  const { name, request, response } = contract;
  const namespace = messageNamespace(contract);
  const messages = { [name]: request, [`${name}Response`]: response };
  return schema(
    namespace,
    { 'xmlns:m': namespace, [`xmlns:${TYPES}`]: typesNamespace(contract) },
    ...(sharesTypes(contract)
      ? [markup('xs:import', { namespace: namespaces.types, schemaLocation: schemaLocation('types') })]
      : typesOf([contract])),
    ...Object.keys(messages).map((message) =>
      markup('xs:element', { name: message, type: `m:${message}Type` }),
    ),
    ...Object.entries(messages).map(([message, elements]) => complexType(`${message}Type`, elements)),
  );
}

/** The schema of the header that names whom a request concerns. */
export const headerSchema = (): string =>
  schema(namespaces.registry, {}, markup('xs:element', { name: 'LogicalAddress', type: 'xs:string' }));
