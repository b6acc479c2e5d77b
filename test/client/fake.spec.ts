import { randomUUID } from 'node:crypto';
import { ConsentClient, ServiceTimeout, type ConsentApi } from '#client';
import { FakeConsentClient } from '#client/testing';
import { startInProcess, type InProcessService } from '../support/in-process-service';
import { person } from '../support/people';
import { action, toCancel, toCheck, toDelete } from '../support/requests';

const DAY = 86_400_000;
const NOW = Date.parse('2026-05-04T10:00:00Z');
const OTHER_EMPLOYEE = 'SE165565594230-9Z9Z';
const place = {
  patientId: person(1),
  careProviderId: 'SE165565594230-2000',
  careUnitId: 'SE165565594230-2001',
};
const [forUnit, forEmployee, ended, later, emergency] = Array.from({ length: 5 }, () => randomUUID()) as [
  string,
  string,
  string,
  string,
  string,
];

const toRegister = (assertionId: string, more: object = {}) => ({
  assertionId,
  assertionType: 'Consent' as const,
  scope: 'NationalLevel' as const,
  ...place,
  registrationAction: action,
  ...more,
});

/** A step of a history: a change, or a day that passes. */
type Step = readonly [what: string, change: ((api: ConsentApi) => Promise<unknown>) | 'a day passes'];

const steps: readonly Step[] = [
  ['nothing has happened', (api) => api.checkConsent(toCheck(place))],
  [
    'one employee may read',
    (api) => api.registerExtendedConsent(toRegister(forEmployee, { employeeId: 'SE165565594230-9z9z' })),
  ],
  ['the unit may read', (api) => api.registerExtendedConsent(toRegister(forUnit))],
  [
    'the same id again',
    (api) =>
      api.registerExtendedConsent(toRegister(forUnit.toUpperCase(), { endDate: '2027-01-01T00:00:00' })),
  ],
  ['cancelled', (api) => api.cancelExtendedConsent(toCancel(forUnit))],
  ['cancelled again', (api) => api.cancelExtendedConsent(toCancel(forUnit))],
  ['deleted after that', (api) => api.deleteExtendedConsent(toDelete(forUnit))],
  ['an unknown id', (api) => api.cancelExtendedConsent(toCancel(randomUUID()))],
  [
    'one that ends tomorrow',
    (api) => api.registerExtendedConsent(toRegister(ended, { endDate: '2026-05-05T11:59:59' })),
  ],
  [
    'one that ends before it begins',
    (api) =>
      api.registerExtendedConsent(
        toRegister(randomUUID(), { startDate: '2026-06-01T00:00:00', endDate: '2026-05-31T00:00:00' }),
      ),
  ],
  [
    'one that begins later',
    (api) => api.registerExtendedConsent(toRegister(later, { startDate: '2026-05-06T08:00:00' })),
  ],
  [
    'an end further away',
    (api) =>
      api.endConsentByPatient({
        assertionId: ended,
        patientId: place.patientId,
        endDateTime: '2026-05-06T00:00:00',
      }),
  ],
  ['an end by somebody else', (api) => api.endConsentByPatient({ assertionId: ended, patientId: person(2) })],
  ['the next day', 'a day passes'],
  ['the day after', 'a day passes'],
  [
    'an end closer',
    (api) =>
      api.endConsentByPatient({
        assertionId: later,
        patientId: place.patientId,
        endDateTime: '2026-05-20T00:00:00',
      }),
  ],
  ['an end now', (api) => api.endConsentByPatient({ assertionId: later, patientId: place.patientId })],
  [
    'an emergency',
    (api) =>
      api.registerExtendedConsent(
        toRegister(emergency, { assertionType: 'Emergency', endDate: '2026-05-07T00:00:00' }),
      ),
  ],
  ['one day more', 'a day passes'],
];

const questions = [
  toCheck(place),
  toCheck(place, OTHER_EMPLOYEE),
  toCheck(place, 'SE165565594230-9Z9z'),
  toCheck({ ...place, careUnitId: 'SE165565594230-2002' }),
  toCheck({ ...place, patientId: person(2) }),
];

/** What a caller can see of a result beside texts, positions and ids. */
const seen = (result: unknown): unknown =>
  JSON.parse(
    JSON.stringify(result, (name, value: unknown) =>
      ['text', 'faults', 'position', 'correlationId', 'ownerId'].includes(name) ? undefined : value,
    ),
  );

async function everything(api: ConsentApi) {
  const { patientId, careProviderId } = place;
  const lists = [true, false].flatMap((getCancelledFlag) => [
    api.getExtendedConsentsForPatient({ patientId, careProviderId, getCancelledFlag }),
    api.getAllExtendedConsentsForPatient({ patientId, getCancelledFlag }),
  ]);
  return seen([
    await Promise.all(questions.map((question) => api.checkConsent(question))),
    await api.checkAll(questions),
    await api.checkConsents({ questions }),
    await Promise.all(lists),
    await api.getConsentsForPatient({ patientId, careProviderId }),
  ]);
}

describe('the fake and the real service', () => {
  let now = NOW;
  let service: InProcessService;
  let real: ConsentClient;
  const fake = new FakeConsentClient({ clock: () => now });
  beforeAll(async () => {
    service = await startInProcess({}, () => now);
    real = new ConsentClient({ url: service.url, timeoutMs: 50_000, attemptTimeoutMs: 50_000 });
  });
  afterAll(async () => {
    real.close();
    await service.close();
  });

  it.each(steps)('answer the same to everything: %s', async (_what, change) => {
    if (change === 'a day passes') now += DAY;
    else expect(seen(await change(fake))).toEqual(seen(await change(real)));
    // The service answers a moment after a change, never at the same instant.
    now += 1_000;
    expect(await everything(fake)).toEqual(await everything(real));
  });
});

it('fails as it is made to fail, until it is not any more', async () => {
  const fake = new FakeConsentClient();
  const failure = new ServiceTimeout('No answer.', { contract: 'check-consent', correlationId: 'a' });
  fake.failWith(failure);
  await expect(fake.checkConsent(toCheck(place))).rejects.toBe(failure);
  await expect(fake.cancelExtendedConsent(toCancel(forUnit))).rejects.toBe(failure);
  fake.failWith(null);
  expect(await fake.checkConsent(toCheck(place))).toMatchObject({ content: { hasConsent: false } });
});

it('says what it cannot answer', async () => {
  const fake = new FakeConsentClient();
  await expect(fake.asOf(toCheck(place))).rejects.toThrow('questions about the past');
  const wrongTime = toRegister(randomUUID(), { endDate: '2026-05-05T10:00:00Z' });
  await expect(fake.registerExtendedConsent(wrongTime)).rejects.toThrow('YYYY-MM-DDThh:mm:ss');
});
