import fc from 'fast-check';
import { newId } from '#platform';
import { call } from '../support/call';
import { startLiveLedger, storesOfThisRun, type LiveLedger } from '../support/live-ledger';
import { person } from '../support/people';
import { toCheck, toRegister } from '../support/requests';
import { fhirGet, fhirSearch, identifierOf, matchesIn, tokenOf } from './ask';
import { profileFaults } from './audit-profile';
import type { Resource } from './judge';

const careProviders = ['SE165565594230-1000', 'SE165565594230-2000'] as const;
const units = ['SE165565594230-1001', 'SE165565594230-1002'] as const;
const employees = ['SE165565594230-1A2B', 'SE165565594230-1A2C'] as const;
const patients = [person(1), person(2), person(3)] as const;

const checks = fc.array(
  fc.record({
    patientId: fc.constantFrom(...patients),
    careProviderId: fc.constantFrom(...careProviders),
    careUnitId: fc.constantFrom(...units),
    employeeId: fc.constantFrom(...employees),
    door: fc.constantFrom('one', 'many'),
    isConsented: fc.boolean(),
  }),
  { minLength: 1, maxLength: 8 },
);

const optional = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: undefined });

const filters = fc.record({
  patientId: optional(fc.constantFrom(...patients)),
  careProviderId: optional(fc.constantFrom(...careProviders)),
  careUnitId: optional(fc.constantFrom(...units)),
  employeeId: optional(fc.constantFrom(...employees)),
  hasConsent: optional(fc.boolean()),
  oldestFirst: optional(fc.boolean()),
});

type Filter = typeof filters extends fc.Arbitrary<infer Value> ? Value : never;

const FROM = '2020-01-01T00:00:00Z';

/** The same filter as FHIR has it. */
function parametersOf({ patientId, hasConsent, oldestFirst, ...places }: Filter): Record<string, string> {
  const all = {
    date: `ge${FROM}`,
    'patient:identifier': patientId && tokenOf(patientId),
    'agent:Organization.identifier': places.careProviderId,
    'agent:PractitionerRole.organization:identifier': places.careUnitId,
    'agent:PractitionerRole.practitioner:identifier': places.employeeId,
    outcome: hasConsent === undefined ? undefined : hasConsent ? '0' : '8',
    _sort: oldestFirst ? 'date' : undefined,
  };
  return Object.fromEntries(
    Object.entries(all).filter((one): one is [string, string] => one[1] !== undefined),
  );
}

interface Decision {
  readonly id: string;
  readonly decidedAt: string;
  readonly patient: { readonly root: string; readonly extension: string };
  readonly employeeId: string;
  readonly careProviderId: string;
  readonly careUnitId: string;
  readonly hasConsent: boolean;
  readonly assertionId?: string;
  readonly callerId: string;
  readonly correlationId: string;
  readonly position: number;
}

interface Referring {
  readonly who: { readonly identifier: { readonly value: string } };
}

/** What a resource says of a check, in the words of the contract. */
function saidBy(resource: Resource): Omit<Decision, 'patient'> & { readonly patient: object } {
  const { contained, agent, entity, outcome, recorded } = resource as unknown as {
    contained: [{ practitioner: Referring['who']; organization: Referring['who'] }];
    agent: [Referring, unknown, Referring];
    entity: [
      { what: { identifier: { system: string; _value: { extension: { valueString?: string }[] } } } },
      { what: { reference?: string }; detail: { type: string; valueString: string }[] },
    ];
    outcome: string;
    recorded: string;
  };
  const [
    {
      what: { identifier },
    },
    { what, detail },
  ] = entity;
  const detailed = Object.fromEntries(detail.map(({ type, valueString }) => [type, valueString]));
  return {
    id: detailed['record-id']!,
    decidedAt: recorded,
    patient: {
      root: identifier.system.replace('urn:oid:', ''),
      extension: identifier._value.extension.find(({ valueString }) => valueString)!.valueString,
    },
    employeeId: contained[0].practitioner.identifier.value,
    careUnitId: contained[0].organization.identifier.value,
    careProviderId: agent[2].who.identifier.value,
    callerId: agent[0].who.identifier.value,
    hasConsent: outcome === '0',
    ...(what.reference && { assertionId: what.reference.replace('Consent/', '') }),
    correlationId: detailed['correlation-id']!,
    position: Number(detailed.position),
  };
}

describe.each(storesOfThisRun)('after random checks on %s', (kind) => {
  let live: LiveLedger;
  let url: string;
  beforeAll(async () => {
    live = await startLiveLedger(kind, { READ_DEADLINE_MS: '60000', CALLER_RIGHTS: 'audit' });
    url = live.service.url;
  });
  afterAll(() => live.close());

  async function play(all: typeof checks extends fc.Arbitrary<infer Value> ? Value : never): Promise<void> {
    for (const { door, isConsented, employeeId, ...place } of all) {
      if (isConsented) await call(url, 'register-extended-consent', toRegister(newId(), place));
      const check = toCheck(place, employeeId);
      if (door === 'one') await call(url, 'check-consent', check);
      else await call(url, 'check-consents', { questions: [check, check] });
    }
  }

  it('FHIR shows the records that the decisions endpoint shows, with the same in them and in the same order', async () => {
    await fc.assert(
      fc.asyncProperty(checks, filters, async (all, filter) => {
        await play(all);
        const { body } = await call(url, 'decisions', { ...filter, from: FROM });
        const { decisions } = (body as { decisionsResult: { decisions: Decision[] } }).decisionsResult;
        const found = matchesIn(await fhirSearch(url, 'AuditEvent', parametersOf(filter)));
        const fields = Object.keys(found[0] ? saidBy(found[0]) : {});
        expect(found.map(saidBy)).toEqual(
          decisions.map((decision) =>
            Object.fromEntries(
              Object.entries(decision).filter(([name]) => [...fields, 'assertionId'].includes(name)),
            ),
          ),
        );
        for (const resource of found.slice(0, 3)) {
          expect(profileFaults(resource)).toEqual([]);
          expect((await fhirGet(url, `/AuditEvent/${String(resource.id)}`)).resource).toEqual(resource);
        }
      }),
      { numRuns: 15 },
    );
  });

  it('finds all of the checks of a person, and those of nobody else', async () => {
    const place = { patientId: person(4), careProviderId: careProviders[0], careUnitId: units[0] };
    for (const employeeId of employees) await call(url, 'check-consent', toCheck(place, employeeId));
    const found = matchesIn(
      await fhirSearch(url, 'AuditEvent', {
        date: `ge${FROM}`,
        'patient:identifier': tokenOf(place.patientId),
      }),
    );
    expect(found.map((one) => saidBy(one).employeeId)).toEqual([...employees].reverse());
    expect(JSON.stringify(found)).not.toContain(identifierOf(place.patientId).value);
  });
});
