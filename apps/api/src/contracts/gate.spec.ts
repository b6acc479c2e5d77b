import * as fc from 'fast-check';
import { compilePlan, createValidator } from '#contracts';
import { explain, passes } from '#contracts/given';
import type { ContractTable } from './seed-table.cases';
import { seedTable } from './seed-table.cases';

type Body = Record<string, unknown>;

const RUNS = 2000;

/** Own properties even where the name is one that assignment treats specially, as JSON.parse makes them. */
const put = (object: Body, name: string, value: unknown): void => {
  Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
};

const isObject = (value: unknown): value is Body =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const objectsIn = (body: Body): Body[] => [body, ...Object.values(body).filter(isObject).flatMap(objectsIn)];

const strangeNames = ['constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf', 'then', '', '0'];

const names = [
  ...['assertionId', 'assertionType', 'patientId', 'root', 'extension', 'careProviderId', 'careUnitId'],
  ...['employeeId', 'startDate', 'endDate', 'requestedBy', 'assignmentName', 'reasonText', 'cursor'],
  ...strangeNames,
];

const texts = [
  ...[
    '',
    ' \t',
    '\u0000',
    '\ud800',
    'x'.repeat(33),
    'å'.repeat(257),
    '😀'.repeat(256),
    'Consent',
    'Emergency',
  ],
  ...[
    '3F0C1C9A-52F1-4F5E-9D55-0A5BB1A1C0DE',
    '2024-12-31T23:59:59',
    '2036-01-01T00:00:00Z',
    '2025-02-30T00:00:00',
  ],
  ...[
    'SE165565594230-1000',
    'TSTNMT2321000156-1077',
    'SE165565594230-1234567890ABCDEFGH',
    '$value',
    '$property',
  ],
  ...[
    '1.2.752.129.2.1.3.1',
    '1.2.752.129.2.1.3.3',
    '1.2.752.74.9.1',
    '200101010106',
    '197010632391',
    '22950606FH20',
  ],
];

const wrongTypes: readonly unknown[] = [
  ...[null, true, false, 0, 17, [], [[]], [null], [17], [{}], [[[{ constructor: null }]]], {}],
  ...[
    { constructor: null },
    { toString: 1 },
    { length: 1 },
    JSON.parse('{"__proto__":{"root":"1"},"then":1}'),
  ],
  { root: '1.2.752.129.2.1.3.1', extension: '191212121212' },
  { root: '1.2.752.129.2.1.3.3', extension: '197010632391', constructor: 'x' },
  { employeeId: 'SE165565594230-1000' },
];

const value = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...texts) },
  { weight: 3, arbitrary: fc.constantFrom(...wrongTypes) },
  { weight: 1, arbitrary: fc.jsonValue() },
);

const change = fc.record({
  where: fc.nat(),
  which: fc.nat(),
  kind: fc.constantFrom('set', 'set', 'remove', 'add'),
  name: fc.oneof(fc.constantFrom(...names), fc.string()),
  value,
});

type Change = Omit<typeof change extends fc.Arbitrary<infer T> ? T : never, 'value'> & { value: unknown };

/** The body's objects are numbered from the outside in; any number finds one. */
const objectAt = (body: Body, where: number): Body => {
  const objects = objectsIn(body);
  return objects[where % objects.length] ?? body;
};

const apply = (body: Body, { where, which, kind, name, value: given }: Change): void => {
  const object = objectAt(body, where);
  const own = Object.keys(object);
  const target = (kind !== 'add' && own[which % own.length]) || name;
  if (kind === 'remove') delete object[target];
  else put(object, target, structuredClone(given));
};

const mutated = (example: object) =>
  fc.array(change, { maxLength: 4 }).map((changes) => {
    const body = structuredClone(example) as Body;
    for (const one of changes) apply(body, one);
    return body;
  });

/** Every object of a contract's example, by its number, with the names of its elements. */
const objectsOf = ({ example }: ContractTable): [where: number, names: string[]][] =>
  objectsIn(example as Body).map((object, where) => [where, Object.keys(object)]);

/** The example with one element given a value. */
const exampleWith = ({ example }: ContractTable, where: number, name: string, given: unknown): Body => {
  const body = structuredClone(example) as Body;
  put(objectAt(body, where), name, structuredClone(given));
  return body;
};

describe.each(seedTable)('The gate of $contract agrees with class-validator', (table) => {
  const plan = compilePlan(table.dto);
  const isGood = (body: Body): boolean => {
    const good = passes(plan, body);
    expect(explain(plan, body).length === 0).toBe(good);
    return good;
  };

  it('on mutated bodies, which it leaves as they are', () => {
    let good = 0;
    const property = fc.property(mutated(table.example), (body) => {
      const sent = JSON.stringify(body);
      good += isGood(body) ? 1 : 0;
      expect(JSON.stringify(body)).toBe(sent);
    });
    fc.assert(property, { numRuns: RUNS });
    expect(good).toBeGreaterThan(RUNS / 20);
    expect(good).toBeLessThan(RUNS);
  });

  it('on anything in place of any element', () => {
    for (const [where, names] of objectsOf(table)) {
      for (const name of names) {
        for (const given of [...texts, ...wrongTypes]) isGood(exampleWith(table, where, name, given));
      }
    }
  });
});

describe.each(seedTable)('A caller of $contract', (table) => {
  const { validate } = createValidator(table.dto);

  it.each(strangeNames)('cannot send an element called %p at any depth', (name) => {
    for (const [where] of objectsOf(table)) {
      const messages = validate(exampleWith(table, where, name, {})).map(({ message }) => message);
      expect(messages).toEqual([expect.stringMatching(/^Valideringsfel: okänt element /)]);
    }
  });

  it('is told of twenty unknown elements at most', () => {
    const many = Object.fromEntries(Array.from({ length: 1000 }, (_, n) => [`x${n}`, n]));
    expect(validate({ ...table.example, ...many })).toHaveLength(20);
  });

  it('finds nothing of what it sent in a log', () => {
    const secret = '191212121212';
    for (const [where, own] of objectsOf(table)) {
      for (const name of [...own, secret]) {
        for (const given of [secret, Number(secret), [secret], { [secret]: secret }]) {
          const logged = validate(exampleWith(table, where, name, given)).map(({ logMessage }) => logMessage);
          expect(logged.join()).not.toContain(secret);
        }
      }
    }
  });
});
