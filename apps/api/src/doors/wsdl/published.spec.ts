import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { soapContracts } from '../../contracts';
import { soapPath } from '../soap';
import { headerSchema, messagesSchema, typesSchema } from './schemas';
import { wsdl } from './wsdl';

const checkConsent = soapContracts.find(({ name }) => name === 'CheckConsent')!;

/** What callers generate their code from, by the name of its file in golden/. A change of it is a change of the contract. */
const published: readonly (readonly [file: string, document: string])[] = [
  ['types.xsd', typesSchema(soapContracts)],
  ['header.xsd', headerSchema()],
  [
    'CheckConsent.separate-header.wsdl',
    wsdl(checkConsent, 'https://consents.example.org/CheckConsent', 'separate message'),
  ],
  ...soapContracts.flatMap((contract) => [
    [`${contract.name}.xsd`, messagesSchema(contract)] as const,
    [`${contract.name}.wsdl`, wsdl(contract, `https://consents.example.org/${contract.name}`)] as const,
  ]),
];

/** A reference as RFC 2396 resolves it: the last segment of the base is dropped, even when the reference has no path. */
const resolvedByOlderRule = (reference: string, base: string): string =>
  base.slice(0, base.lastIndexOf('/') + 1) + reference;

it.each(soapContracts)('the schemas of $name are found by the older rule for references too', (contract) => {
  const path = soapPath(contract);
  const schemas = ['header', 'messages', ...(contract.domain === undefined ? ['types'] : [])];
  const documents = [wsdl(contract, `https://consents.example.org${path}`), messagesSchema(contract)].join(
    '',
  );
  const references = [...documents.matchAll(/schemaLocation="([^"]*)"/g)].map(([, reference]) => reference!);
  expect(references.map((reference) => resolvedByOlderRule(reference, path)).sort()).toEqual(
    [...schemas].sort().map((name) => `${path}?xsd=${name}`),
  );
});

it.each(published)('%s is as it was published', (file, document) => {
  expect(document).toBe(readFileSync(join(__dirname, 'golden', file), 'utf8'));
});
