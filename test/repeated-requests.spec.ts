import { randomUUID } from 'node:crypto';
import { call, type Answer } from './support/call';
import { startInProcess, type InProcessService } from './support/in-process-service';
import { toCancel, toCheck, toRegister } from './support/requests';

const place = {
  patientId: { root: '1.2.752.129.2.1.3.1', extension: '191212121212' },
  careProviderId: 'SE165565594230-1000',
  careUnitId: 'SE165565594230-1B0C',
};
const registration = () => toRegister(randomUUID(), place);

let service: InProcessService;
const ask = (contract: string, body: unknown, headers?: Record<string, string>): Promise<Answer> =>
  call(service.url, contract, body, headers);

const codeOf = ({ body }: Answer) => (body as { result: { resultCode: string } }).result.resultCode;

beforeAll(async () => (service = await startInProcess()));
afterAll(() => service.close());

it('says of a consent which system registered it, also behind a platform', async () => {
  const patientId = { root: '1.2.752.129.2.1.3.3', extension: '197010632383' };
  const behind = { 'x-rivta-original-serviceconsumer-hsaid': 'SE1655655942-EHR' };
  await ask('register-extended-consent', { ...registration(), patientId }, behind);
  await ask('register-extended-consent', { ...registration(), patientId });
  const { body } = await ask('get-consents-for-patient', {
    careProviderId: place.careProviderId,
    patientId,
  });
  const { pdlAssertions } = (body as { getConsentsResult: { pdlAssertions: { ownerId: string }[] } })
    .getConsentsResult;
  expect(pdlAssertions.map(({ ownerId }) => ownerId)).toEqual(['SE1655655942-EHR', 'SE165565594230-1000']);
});

it.each(['x-rivta-original-serviceconsumer-hsaid', 'x-rivta-acting-on-behalf-of-hsaid'])(
  'takes an empty header for an absent one: %s',
  async (name) => {
    expect(codeOf(await ask('register-extended-consent', registration(), { [name]: '' }))).toBe('OK');
  },
);

describe('an idempotency key', () => {
  const key = () => ({ 'idempotency-key': randomUUID() });

  it('gets the first answer again for the same body', async () => {
    const consent = registration();
    const registering = key();
    const first = await ask('register-extended-consent', consent, registering);
    const second = await ask('register-extended-consent', consent, registering);
    expect([second.status, second.body]).toEqual([first.status, first.body]);
    expect(second.headers.get('x-ledger-position')).toBe(first.headers.get('x-ledger-position'));
  });

  it('leaves nothing of a refusal: the request may be sent again with it, and so may another', async () => {
    const consent = registration();
    const [headers, other] = [key(), key()];
    const cancel = () => ask('cancel-extended-consent', toCancel(consent.assertionId), headers);
    expect(codeOf(await cancel())).toBe('NOTFOUND');
    expect(codeOf(await ask('cancel-extended-consent', toCancel(randomUUID()), other))).toBe('NOTFOUND');
    expect(codeOf(await ask('register-extended-consent', consent, other))).toBe('OK');
    expect([codeOf(await cancel()), codeOf(await cancel())]).toEqual(['OK', 'OK']);
  });

  it('is about what is asked for, however it is written', async () => {
    const { assertionId, registrationAction, ...rest } = registration();
    const headers = key();
    const action = { ...registrationAction, requestDate: '2026-03-02T07:58:00' };
    const written = [
      { assertionId, ...rest, registrationAction: action },
      { registrationAction: action, ...rest, assertionId },
      { assertionId, ...rest, endDate: null, registrationAction: { reasonText: null, ...action } },
      { assertionId: assertionId.toUpperCase(), ...rest, registrationAction: action },
      { assertionId, ...rest, registrationAction: { ...action, requestDate: '2026-03-02T06:58:00Z' } },
    ];
    for (const body of written)
      expect(codeOf(await ask('register-extended-consent', body, headers))).toBe('OK');
    const different = { ...written[0], endDate: '2090-01-01T00:00:00' };
    expect((await ask('register-extended-consent', different, headers)).status).toBe(422);
  });

  it('is another one for every system behind a platform, and is bound to whom the system acts for', async () => {
    const headers = key();
    const through = (system: string) => ({ ...headers, 'x-rivta-original-serviceconsumer-hsaid': system });
    const [one, other] = [registration(), registration()];
    expect(codeOf(await ask('register-extended-consent', one, through('SE1655655942-1')))).toBe('OK');
    expect(codeOf(await ask('register-extended-consent', other, through('SE1655655942-2')))).toBe('OK');
    const actingFor = { ...through('SE1655655942-1'), 'x-rivta-acting-on-behalf-of-hsaid': 'SE1655655942-3' };
    expect((await ask('register-extended-consent', one, actingFor)).status).toBe(422);
  });

  it('has one effect and one answer when it is sent many times at once', async () => {
    const consent = registration();
    const headers = key();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => ask('register-extended-consent', consent, headers)),
    );
    expect(new Set(answers.map(codeOf))).toEqual(new Set(['OK']));
  });

  it('is refused for another body', async () => {
    const headers = key();
    await ask('register-extended-consent', registration(), headers);
    const answer = await ask('register-extended-consent', registration(), headers);
    expect([answer.status, answer.body]).toEqual([
      422,
      expect.objectContaining({ code: 'idempotency-key-reused' }),
    ]);
  });

  it('does not stop a query from being answered anew', async () => {
    const headers = key();
    const consent = {
      ...registration(),
      patientId: { root: '1.2.752.129.2.1.3.3', extension: '197010632391' },
    };
    const question = toCheck({ ...place, patientId: consent.patientId });
    const before = await ask('check-consent', question, headers);
    await ask('register-extended-consent', consent);
    const after = await ask('check-consent', question, headers);
    expect([before, after].map(({ body }) => (body as never)['checkResult']['hasConsent'])).toEqual([
      false,
      true,
    ]);
  });
});
