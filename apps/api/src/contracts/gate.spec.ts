import * as fc from 'fast-check';
import { compilePlan, createValidator } from '../validation';
import { explain } from '../validation/explain';
import { passes } from '../validation/gate';
import { seedTable } from './seed-table';

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

const wrongTypes = [
  ...[null, true, false, 0, 17, [], [[]], [null], [17], [{}], [[[{ constructor: null }]]], {}],
  ...[
    { constructor: null },
    { toString: 1 },
    { then: 1 },
    { length: 1 },
    JSON.parse('{"__proto__":{"root":"1"}}'),
  ],
  { root: '1.2.752.129.2.1.3.1', extension: '191212121212' },
  { root: '1.2.752.129.2.1.3.3', extension: '197010632391', constructor: 'x' },
  { employeeId: 'SE165565594230-1000' },
];

const value = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...texts) },
  { weight: 3, arbitrary: fc.constantFrom<unknown>(...wrongTypes) },
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

const apply = (body: Body, { where, which, kind, name, value: given }: Change): void => {
  const objects = objectsIn(body);
  const object = objects[where % objects.length]!;
  const own = Object.keys(object);
  const target = kind === 'add' || own.length === 0 ? name : own[which % own.length]!;
  if (kind === 'remove') delete object[target];
  else put(object, target, structuredClone(given));
};

const mutated = (example: object) =>
  fc.array(change, { maxLength: 4 }).map((changes) => {
    const body = structuredClone(example) as Body;
    for (const one of changes) apply(body, one);
    return body;
  });

describe.each(seedTable)('The gate of $contract', ({ dto, example }) => {
  const plan = compilePlan(dto);

  it('agrees with class-validator on mutated bodies', () => {
    let good = 0;
    const property = fc.property(mutated(example), (body) => {
      const sent = JSON.stringify(body);
      const isGood = passes(plan, body);
      good += isGood ? 1 : 0;
      expect(explain(plan, body).length === 0).toBe(isGood);
      expect(JSON.stringify(body)).toBe(sent);
    });
    fc.assert(property, { numRuns: RUNS });
    expect(good).toBeGreaterThan(RUNS / 20);
    expect(good).toBeLessThan(RUNS);
  });

  it('agrees with it on anything in place of any element', () => {
    for (const path of objectsIn(example as Body).flatMap((object, where) =>
      Object.keys(object).map((_, which) => ({ where, which })),
    )) {
      for (const given of [...texts, ...wrongTypes]) {
        const body = structuredClone(example) as Body;
        apply(body, { ...path, kind: 'set', name: '', value: given });
        expect(explain(plan, body).length === 0).toBe(passes(plan, body));
      }
    }
  });

  it.each(strangeNames)('refuses an element called %p at every depth', (name) => {
    objectsIn(example as Body).forEach((_, where) => {
      const body = structuredClone(example) as Body;
      put(objectsIn(body)[where]!, name, {});
      const faults = createValidator(dto).validate(body);
      expect(faults.map(({ message }) => message)).toEqual([
        expect.stringMatching(/^Valideringsfel: okänt element /),
      ]);
    });
  });

  it('never repeats a value of the caller in a log', () => {
    const secret = '191212121212';
    const secrets = [secret, Number(secret), [secret], { [secret]: secret }];
    objectsIn(example as Body).forEach((object, where) => {
      for (const name of [...Object.keys(object), secret]) {
        for (const given of secrets) {
          const body = structuredClone(example) as Body;
          put(objectsIn(body)[where]!, name, given);
          const logged = createValidator(dto)
            .validate(body)
            .map(({ logMessage }) => logMessage);
          expect(logged.join()).not.toContain(secret);
        }
      }
    });
  });
});
