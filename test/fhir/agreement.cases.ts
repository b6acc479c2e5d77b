import fc from 'fast-check';
import { newId } from '#platform';
import { call } from '../support/call';
import { startLiveLedger, type LiveLedger, type StoreKind } from '../support/live-ledger';
import { person } from '../support/people';
import { toCancel, toCheck, toDelete, toRegister } from '../support/requests';
import { fhirGet, fhirPost, fhirSearch, identifierOf, matchesIn, toCheckByFhir, tokenOf } from './ask';
import type { Resource } from './judge';

const careProviders = ['SE165565594230-1000', 'SE165565594230-2000'] as const;
const units = ['SE165565594230-1001', 'SE165565594230-1002'] as const;
const employees = ['SE165565594230-1A2B', 'SE165565594230-1A2C'] as const;

/** Far from any day on which a test runs. */
const spans = [
  {},
  { endDate: '2099-12-31T23:59:59' },
  { startDate: '2020-01-01T00:00:00', endDate: '2020-12-31T23:59:59' },
  { startDate: '2098-01-01T00:00:00', endDate: '2099-12-31T23:59:59' },
] as const;

const registrations = fc.record({
  careProviderId: fc.constantFrom(...careProviders),
  careUnitId: fc.constantFrom(...units),
  employeeId: fc.option(fc.constantFrom(...employees), { nil: undefined }),
  assertionType: fc.constantFrom('Consent', 'Emergency'),
  span: fc.constantFrom(...spans),
});

const histories = fc.array(
  fc.record({
    registration: registrations,
    later: fc.constantFrom('nothing', 'cancel', 'delete', 'end', 'shorten'),
  }),
  { maxLength: 6 },
);

/** Cases that every run has, whatever its seed: a consent of each status, and each verdict. */
const registration = {
  careProviderId: careProviders[0],
  careUnitId: units[0],
  employeeId: employees[0],
  assertionType: 'Consent',
  span: spans[0],
} as const;
const ofEachKind: [History][] = [
  [
    [
      { registration, later: 'nothing' },
      { registration, later: 'cancel' },
      { registration, later: 'delete' },
    ],
  ],
  [[{ registration: { ...registration, assertionType: 'Emergency' }, later: 'nothing' }]],
];

type History = Parameters<Parameters<typeof histories.chain>[0]>[0];

let persons = 0;

/** FHIR and the contracts answer alike, after histories that each of the seeds draws. */
export function agreement(kind: StoreKind, seeds: readonly number[]): void {
  let live: LiveLedger;
  let url: string;
  beforeAll(async () => {
    live = await startLiveLedger(kind, { READ_DEADLINE_MS: '60000' });
    url = live.service.url;
  });
  afterAll(() => live.close());

  const ask = async (contract: string, body: object): Promise<unknown> =>
    (await call(url, contract, body)).body;

  async function play(history: History, patientId: ReturnType<typeof person>): Promise<void> {
    for (const { registration, later } of history) {
      const { careProviderId, careUnitId, span, ...more } = registration;
      const assertionId = newId();
      const place = { patientId, careProviderId, careUnitId };
      await ask('register-extended-consent', toRegister(assertionId, place, { ...span, ...more }));
      if (later === 'cancel') await ask('cancel-extended-consent', toCancel(assertionId));
      if (later === 'delete') await ask('delete-extended-consent', toDelete(assertionId));
      if (later === 'end') await ask('end-consent-by-patient', { assertionId, patientId });
      if (later === 'shorten')
        await ask('end-consent-by-patient', { assertionId, patientId, endDateTime: '2098-06-30T23:59:59' });
    }
  }

  const idsOf = (resources: readonly Resource[]) => resources.map(({ id }) => id);

  it.each(seeds)(
    'FHIR shows the consents that the contracts show, each with the status that they mean, and the same one by one: seed %i',
    async (seed) => {
      const statuses = new Set<unknown>();
      await fc.assert(
        fc.asyncProperty(histories, async (history) => {
          const patientId = person((persons += 1));
          await play(history, patientId);
          const parameters = { 'patient:identifier': tokenOf(patientId) };
          for (const careProviderId of careProviders) {
            const own = { ...parameters, 'organization:identifier': careProviderId };
            const active = matchesIn(await fhirSearch(url, 'Consent', { ...own, status: 'active' }));
            expect(idsOf(active)).toEqual(await inForce(patientId, careProviderId));
            const all = matchesIn(await fhirSearch(url, 'Consent', own));
            expect(all.map(({ id, status }) => [id, status])).toEqual(
              await expectedStatuses(patientId, careProviderId, idsOf(active)),
            );
            for (const consent of all) {
              statuses.add(consent.status);
              expect((await fhirGet(url, `/Consent/${String(consent.id)}`)).resource).toEqual(consent);
            }
          }
        }),
        { numRuns: 15, examples: ofEachKind, seed },
      );
      expect([...statuses].sort()).toEqual(['active', 'entered-in-error', 'inactive']);
    },
  );

  async function inForce(patientId: object, careProviderId: string): Promise<string[]> {
    const answer = (await ask('get-consents-for-patient', { patientId, careProviderId })) as {
      getConsentsResult: { pdlAssertions: { assertionId: string }[] };
    };
    return answer.getConsentsResult.pdlAssertions.map(({ assertionId }) => assertionId);
  }

  async function expectedStatuses(patientId: object, careProviderId: string, active: readonly unknown[]) {
    const question = { patientId, careProviderId, getCancelledFlag: true };
    const answer = (await ask('get-extended-consents-for-patient', question)) as {
      getExtendedConsentsResult: {
        pdlAssertions: { pDLAssertion: { assertionId: string }; deletionInfo?: object }[];
      };
    };
    return answer.getExtendedConsentsResult.pdlAssertions.map(
      ({ pDLAssertion: { assertionId }, deletionInfo }) => {
        if (deletionInfo) return [assertionId, 'entered-in-error'];
        return [assertionId, active.includes(assertionId) ? 'active' : 'inactive'];
      },
    );
  }

  it.each(seeds)('$check answers what CheckConsent answers, yes and no: seed %i', async (seed) => {
    const verdicts = new Set<string>();
    await fc.assert(
      fc.asyncProperty(histories, async (history) => {
        const patientId = person((persons += 1));
        await play(history, patientId);
        for (const careProviderId of careProviders)
          for (const careUnitId of units)
            for (const employee of employees) {
              const place = { patientId, careProviderId, careUnitId };
              const { checkResult } = (await ask('check-consent', toCheck(place, employee))) as {
                checkResult: { hasConsent: boolean; assertionType?: string };
              };
              const asked = toCheckByFhir(identifierOf(patientId), employee, careUnitId, careProviderId);
              const { resource } = await fhirPost(url, '/Consent/$check', asked);
              const { hasConsent, assertionType } = checkResult;
              expect(resource.parameter).toEqual([
                { name: 'hasConsent', valueBoolean: hasConsent },
                ...(assertionType ? [{ name: 'assertionType', valueCode: assertionType }] : []),
              ]);
              verdicts.add(assertionType ?? String(hasConsent));
            }
      }),
      { numRuns: 15, examples: ofEachKind, seed },
    );
    expect([...verdicts].sort()).toEqual(['Consent', 'Emergency', 'false']);
  });
}
