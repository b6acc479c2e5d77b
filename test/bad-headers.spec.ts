import { call } from './support/call';
import { startInProcess, type InProcessService } from './support/in-process-service';
import { person } from './support/people';
import { toCheck } from './support/requests';
import { faultIn, soapCall } from './support/soap-call';
import { envelope, messageOf, soapContract } from './support/soap-message';

const contract = soapContract('CheckConsent');
const check = toCheck({
  patientId: person(1),
  careProviderId: 'SE165565594230-1',
  careUnitId: 'SE165565594230-11',
});

let service: InProcessService;
beforeAll(async () => (service = await startInProcess()));
afterAll(() => service.close());

describe.each([
  ['x-rivta-original-serviceconsumer-hsaid', 'two words', 'cannot be used as it is'],
  ['x-rivta-acting-on-behalf-of-hsaid', 'x'.repeat(129), 'cannot be used as it is'],
  ['x-rivta-acting-on-behalf-of-hsaid', '191212121212', 'holds a personal identity'],
  ['idempotency-key', 'k'.repeat(256), 'cannot be used as it is'],
  ['x-ledger-min-position', 'latest', 'cannot be used as it is'],
])('A header %s with the value %s', (name, value, fault) => {
  const sentence = `The value of ${name} ${fault}.`;

  it('is named at the JSON door, and what it says is not', async () => {
    const { status, body } = await call(service.url, 'check-consent', check, { [name]: value });
    expect([status, body]).toMatchObject([400, { code: 'invalid-header' }]);
    const { detail } = body as { detail: string };
    expect(detail.slice(0, sentence.length)).toBe(sentence);
    expect(detail).not.toContain(value);
  });

  it('is named at the SOAP door, and what it says is not', async () => {
    const message = envelope(messageOf(contract, check));
    const answer = await soapCall(service.url, contract, message, { [name]: value });
    const { faultcode, faultstring } = faultIn(answer);
    expect(faultcode).toBe('soap:Client');
    expect(faultstring).toContain(`An HTTP header has a value that cannot be used. ${sentence}`);
    expect(faultstring).not.toContain(value);
  });
});

it('names the header of a position after the end of the ledger', async () => {
  const { body } = await call(service.url, 'check-consent', check, { 'x-ledger-min-position': '99999' });
  expect((body as { detail: string }).detail).toMatch(
    /^x-ledger-min-position is after the end of the ledger\. /,
  );
});
