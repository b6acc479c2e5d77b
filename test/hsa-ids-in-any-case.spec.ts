import { newId } from '#platform';
import { call } from './support/call';
import { startInProcess, type InProcessService } from './support/in-process-service';
import { person } from './support/people';
import { toCancel, toCheck, toRegister } from './support/requests';
import { resultIn, soapCall } from './support/soap-call';
import { addressHeader, envelope, messageOf, soapContract } from './support/soap-message';

const sent = {
  patientId: person(1),
  careProviderId: 'SE165565594230-20pv',
  careUnitId: 'SE165565594230-20Ce',
};
const asked = { ...sent, careProviderId: 'SE165565594230-20PV', careUnitId: 'SE165565594230-20cE' };
const employeeId = 'SE165565594230-20aB';

let service: InProcessService;
beforeEach(async () => {
  service = await startInProcess({
    CALLER_CARE_PROVIDERS: 'SE165565594230-20Pv',
    CALLER_RIGHTS: 'audit',
    LOGICAL_ADDRESSES: 'SE165565594230-9aBc',
  });
});
afterEach(() => service.close());

const answerOf = async (contract: string, body: object, headers = {}) =>
  JSON.stringify((await call(service.url, contract, body, headers)).body);

const isAllowed = async (employee: string): Promise<boolean> =>
  (await answerOf('check-consent', toCheck(asked, employee))).includes('"hasConsent":true');

it('a consent is found whatever the case of the ids, and its own are answered as they were sent', async () => {
  const assertionId = newId();
  const registered = await answerOf(
    'register-extended-consent',
    toRegister(assertionId, sent, { employeeId }),
  );
  expect(registered).toContain('"OK"');
  expect(await isAllowed('SE165565594230-20Ab')).toBe(true);
  expect(await isAllowed('SE165565594230-20AC')).toBe(false);
  const { careProviderId, patientId } = asked;
  const lists = [
    await answerOf('get-consents-for-patient', { careProviderId, patientId }),
    await answerOf('get-extended-consents-for-patient', {
      careProviderId,
      patientId,
      getCancelledFlag: true,
    }),
    await answerOf('get-all-extended-consents-for-patient', { patientId, getCancelledFlag: true }),
    await answerOf('get-consents-for-care-provider', { careProviderId, getCancelledFlag: true }),
  ];
  for (const list of lists) {
    expect(list).toContain(assertionId);
    expect(list).toContain(`"careProviderId":"${sent.careProviderId}","careUnitId":"${sent.careUnitId}"`);
    expect(list).toContain(`"employeeId":"${employeeId}"`);
  }
  expect((await call(service.url, 'cancel-extended-consent', toCancel(assertionId))).status).toBe(200);
  expect(await isAllowed('SE165565594230-20Ab')).toBe(false);
});

it('a change is repeated by the same system, and is the same request, whatever the case of the ids', async () => {
  const assertionId = newId();
  const register = (place: typeof sent, consumer: string) =>
    call(service.url, 'register-extended-consent', toRegister(assertionId, place), {
      'idempotency-key': 'key-1',
      'x-rivta-original-serviceconsumer-hsaid': consumer,
    });
  expect((await register(sent, 'SE165565594230-EHR1')).status).toBe(201);
  expect((await register(asked, 'SE165565594230-ehr1')).status).toBe(201);
});

it('decisions are found whatever the case of the ids', async () => {
  await answerOf('check-consent', toCheck(sent, employeeId));
  const search = await answerOf('decisions', {
    patientId: sent.patientId,
    careProviderId: asked.careProviderId,
    careUnitId: asked.careUnitId,
    employeeId: employeeId.toUpperCase(),
  });
  expect(search).toContain(`"careProviderId":"${sent.careProviderId}"`);
});

it.each(['SE165565594230-20PV', 'SE165565594230-9AbC'])(
  'a logical address is taken in any case: %s',
  async (address) => {
    const contract = soapContract('CheckConsent');
    const message = envelope(messageOf(contract, toCheck(sent)), addressHeader(address));
    expect(resultIn(await soapCall(service.url, contract, message))).toMatchObject({ resultCode: 'OK' });
  },
);
