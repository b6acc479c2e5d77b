import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { soapContracts } from '../../contracts';
import { headerSchema, messagesSchema, typesSchema } from './schemas';
import { wsdl } from './wsdl';

/** What callers generate their code from, by the name of its file in golden/. A change of it is a change of the contract. */
const published: readonly (readonly [file: string, document: string])[] = [
  ['types.xsd', typesSchema(soapContracts)],
  ['header.xsd', headerSchema()],
  ...soapContracts.flatMap((contract) => [
    [`${contract.name}.xsd`, messagesSchema(contract)] as const,
    [`${contract.name}.wsdl`, wsdl(contract, `https://consents.example.org/${contract.name}`)] as const,
  ]),
];

it.each(published)('%s is as it was published', (file, document) => {
  expect(document).toBe(readFileSync(join(__dirname, 'golden', file), 'utf8'));
});
