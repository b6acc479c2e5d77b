import { compilePlan, documentedFieldsOf, wireFieldsOf, type DtoClass } from '#contracts';
import { contracts } from '.';

/** Elements that the schemas do not have. */
const inJsonOnly = ['cursor', 'errors', 'explanation'];

/** The elements that the documentation page shows, in its order. */
const documented = (type: DtoClass): string[] => documentedFieldsOf(type).map(({ name }) => name);

const inXml = (names: readonly string[]) => names.filter((name) => !inJsonOnly.includes(name));

/** A class and those of its fields, each once. */
function* classesIn(type: DtoClass): Generator<DtoClass> {
  yield type;
  for (const { content } of wireFieldsOf(type)) if (typeof content === 'function') yield* classesIn(content);
}

const all = [...new Set(contracts.flatMap(({ request, response }) => [request, response]))];
const classes = [...new Set(all.flatMap((type) => [...classesIn(type)]))];

it.each(contracts)('$name has rules for every field that is documented', ({ request }) => {
  expect(compilePlan(request).fields.map(({ name }) => name)).toEqual(documented(request));
});

it.each(classes)('%p is in the documentation what it is in XML, in whole sentences', (type) => {
  expect(wireFieldsOf(type).map(({ name }) => name)).toEqual(inXml(documented(type)));
  for (const { description } of documentedFieldsOf(type)) expect(description).toMatch(/\.$/);
});
