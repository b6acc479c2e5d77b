import * as fc from 'fast-check';
import { seedTable, type ContractTable } from '../../apps/api/src/contracts/seed-table.cases';
import type { Body } from '../../apps/api/src/contracts/given';
import { person } from '../support/people';
import type { Encoding, Style, TextStyle } from './restyled';

/** A request as both doors can be sent it. */
export interface GeneratedRequest {
  readonly contract: string;
  readonly body: Body;
  /** How its XML is written. */
  readonly style: Style;
  readonly delivery: Delivery;
  /** Seconds that pass before it is sent. */
  readonly wait: number;
}

/** How an envelope is sent. */
export interface Delivery {
  /** What stands before the contract's own path. */
  readonly base: string;
  /** What the Content-Type calls UTF-8. */
  readonly charset: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** A request that does not yet know whose it is: a run's people and consents are its own. */
export interface RequestPlan {
  in(run: number): GeneratedRequest;
}

type Edit = (body: Body, table: ContractTable) => void;

const DAY = 86_400;

/** A few of each, so that requests meet: the same consent again, the same patient at another unit. */
const few = fc.constantFrom(0, 0, 0, 1);
const times = fc.constantFrom(
  ...['2026-03-02T11:59:59', '2026-03-02T12:00:00', '2026-03-29T02:30:00', '2026-10-25T02:30:00+01:00'],
  ...['2027-01-01T00:00:00Z', '2026-03-02T12:00:00.5', '9999-12-31T23:59:59', '1999-12-31T23:59:59'],
  ...['2026-03-02T24:00:00', '2026-03-02T12:00:00.0123456789', '9999-12-31T23:59:59Z', '0001-01-01T00:00:00'],
);
const values: fc.Arbitrary<Values> = fc.record({
  consent: few,
  patient: few,
  unit: few,
  employee: few,
  flag: fc.boolean(),
  start: fc.option(times, { nil: undefined, freq: 2 }),
  end: fc.option(fc.oneof(times, fc.constant('9999-12-31T23:59:59')), { nil: undefined, freq: 2 }),
});

interface Values {
  readonly consent: number;
  readonly patient: number;
  readonly unit: number;
  readonly employee: number;
  readonly flag: boolean;
  readonly start?: string;
  readonly end?: string;
}

const assertionId = (run: number, consent: number): string =>
  `00000000-0000-4000-8000-${String(run * 2 + consent).padStart(12, '0')}`;

/** What the elements of a contract's example are given, by their names. */
const valuesFor = (run: number, { consent, patient, unit, employee, ...rest }: Values): Body => {
  const careProviderId = `SE165565594230-R${run}`;
  const careUnitId = `SE165565594230-U${unit}`;
  const employeeId = `SE165565594230-E${employee}`;
  return {
    assertionId: assertionId(run, consent),
    patientId: person(run * 2 + patient),
    careProviderId,
    careUnitId,
    employeeId: employee === 0 ? undefined : employeeId,
    accessingActor: { employeeId, careProviderId, careUnitId },
    startDate: rest.start,
    endDate: rest.end,
    endDateTime: rest.end,
    createdOnOrAfter: rest.start,
    getCancelledFlag: rest.flag,
  };
};

/** Every element that a body has, by its holder. */
const elementsOf = (body: Body): (readonly [holder: Body, name: string])[] =>
  Object.entries(body).flatMap(([name, value]) => [
    [body, name] as const,
    ...(typeof value === 'object' && value !== null ? elementsOf(value as Body) : []),
  ]);

const replaced =
  (which: number, value: unknown): Edit =>
  (body) => {
    const elements = elementsOf(body);
    const [holder, name] = elements[which % elements.length] ?? [body, 'assertionId'];
    holder[name] = structuredClone(value);
  };

const added =
  (which: number, name: string): Edit =>
  (body) => {
    const elements = elementsOf(body);
    const [holder] = elements[which % elements.length] ?? [body];
    holder[name] = {};
  };

/** One of the faults that the table of response codes tells of; it does not fit every body that was edited before. */
const ofTheTable =
  (which: number): Edit =>
  (body, { cases }) => {
    try {
      cases[which % cases.length]!.mutate(body);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
    }
  };

const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 5 }),
  fc.constantFrom('', ' ', ' \t\r\n', ']]>', '&lt;', '&#0;', '<!--', 'true', '\u0085\u2028', '\ufeff'),
  fc.constantFrom(32, 33, 36, 37, 256, 257, 512, 513, 1024, 1025).map((length) => 'å'.repeat(length)),
  fc.constantFrom('2026-02-30T12:00:00', '2026-03-02', '2026-03-02T24:00:00', '2026-03-02T12:00:00+15:00'),
  fc.constantFrom('3F0C1C9A-52F1-4F5E-9D55-0A5BB1A1C0DE', '191212121212', '1.2.752.129.2.1.3.3', 'Emergency'),
);

const edit: fc.Arbitrary<Edit> = fc.oneof(
  { weight: 3, arbitrary: fc.nat().map(ofTheTable) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(fc.nat(), fc.oneof(anyText, fc.constantFrom(undefined, null, {}, true)))
      .map((args) => replaced(...args)),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(
        fc.nat(),
        fc.constantFrom('endDat', 'root', 'result', 'Å', 'constructor', 'toString', '__proto__x', 'a-b'),
      )
      .map((args) => added(...args)),
  },
);

const stranger =
  '<z:more xmlns:z="urn:example:more" z:a="&lt;1"><z:deep><!-- -->text</z:deep><y xmlns="urn:y"/></z:more>';

const ofNextMinor =
  '<n:more xmlns:n="urn:riv:informationsecurity:authorization:consent:2.1"><n:deep>text</n:deep></n:more>';

const DOMAIN_PATH = '/informationsecurity/authorization/consent';

const delivery: fc.Arbitrary<Delivery> = fc.record({
  base: fc.constantFrom('', '', DOMAIN_PATH, `/vp${DOMAIN_PATH}`),
  charset: fc.constantFrom('utf-8', 'UTF-8', 'utf8', 'us-ascii', '"utf-8"'),
  headers: fc.constantFrom<Record<string, string>>(
    {},
    { soapaction: '"urn:of:nobody"' },
    { 'content-encoding': 'identity', 'x-rivta-acting-on-behalf-of-hsaid': ' ' },
  ),
});

const style: fc.Arbitrary<Style> = fc.record({
  prefixes: fc.constantFrom<Style['prefixes'][]>(
    {},
    { s: 'soapenv', r: 'urn', m: 'urn1', t: 'urn2', i: 'xsi' },
    { s: 'SOAP-ENV', r: '', m: '', t: 'ns.2-x', i: '_i' },
    { s: '', r: 'å', m: 'm', t: 't', i: 'xsi' },
    { t: '', m: 'ns0' },
  ),
  gaps: fc.array(fc.constantFrom('', ' ', '\r\n\t', '<!-- <m:assertionId>no</m:assertionId> -->'), {
    minLength: 1,
    maxLength: 4,
  }),
  texts: fc.array(fc.constantFrom<TextStyle[]>('plain', 'references', 'cdata', 'commented'), {
    minLength: 1,
    maxLength: 4,
  }),
  strangers: fc.array(fc.constantFrom('', '', stranger, ofNextMinor), { minLength: 1, maxLength: 3 }),
  encoding: fc.constantFrom<Encoding[]>(
    ...(['utf-8', 'utf-8', 'utf-8 with mark', 'utf-16le', 'utf-16be', 'utf-16 by declaration'] as const),
  ),
});

/** A field that is undefined is not there in JSON, and must not be there in XML. */
const asJson = (body: Body): Body => JSON.parse(JSON.stringify(body)) as Body;

interface Parts {
  readonly table: ContractTable;
  readonly values: Values;
  readonly edits: readonly Edit[];
  readonly style: Style;
  readonly delivery: Delivery;
  readonly wait: number;
}

function planOf({ table, values, edits, style, delivery: sent, wait }: Parts): RequestPlan {
  const request = (run: number): GeneratedRequest => {
    const body = structuredClone(table.example) as Body;
    const own = valuesFor(run, values);
    for (const name of Object.keys(body)) if (name in own) body[name] = own[name];
    for (const change of edits) change(body, table);
    return { contract: table.contract, body: asJson(body), style, delivery: sent, wait };
  };
  const printed = { in: request, [fc.toStringMethod]: () => JSON.stringify(request(0)) };
  return printed;
}

/** The contracts that make and close consents come up more often, so that the others have something to answer. */
const changing = ['RegisterExtendedConsent', 'CancelExtendedConsent', 'DeleteExtendedConsent'];
const tables = [...seedTable, ...seedTable.filter(({ contract }) => changing.includes(contract))];

/** Requests of every contract, half of them in order, half of them with up to three faults. */
const requestPlan: fc.Arbitrary<RequestPlan> = fc
  .record({
    table: fc.constantFrom(...tables),
    values,
    edits: fc.oneof(fc.constant([]), fc.array(edit, { minLength: 1, maxLength: 3 })),
    style,
    delivery,
    wait: fc.constantFrom(0, 0, 0, 0, 1, 3600, DAY),
  })
  .map(planOf);

const commonest: Values = { consent: 0, patient: 0, unit: 0, employee: 0, flag: true };

/** A consent for the commonest patient at the commonest unit, for all its staff and for ever. */
const beginning: fc.Arbitrary<RequestPlan> = fc
  .record({ style, delivery })
  .map((written) => planOf({ table: seedTable[0]!, values: commonest, edits: [], ...written, wait: 0 }));

/** A consent, and what is asked about it and others after that: so many requests at most. */
export const history = (maxLength: number): fc.Arbitrary<readonly RequestPlan[]> =>
  fc
    .tuple(beginning, fc.array(requestPlan, { maxLength: maxLength - 1, size: 'max' }))
    .map(([first, others]) => [first, ...others]);
