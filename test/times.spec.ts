import { newId } from '#platform';
import { call } from './support/call';
import { startInProcess, type InProcessService } from './support/in-process-service';
import { person } from './support/people';
import { toRegister } from './support/requests';
import { soapCall } from './support/soap-call';
import { envelope, messageOf, soapContract } from './support/soap-message';

const place = {
  patientId: person(1),
  careProviderId: 'SE165565594230-2000',
  careUnitId: 'SE165565594230-2001',
};

let service: InProcessService;
beforeAll(async () => (service = await startInProcess()));
afterAll(() => service.close());

type Ask = (contract: string, body: object) => Promise<string>;

const inKebabCase = (name: string): string => name.replace(/(?!^)([A-Z])/g, '-$1').toLowerCase();

/** The answers of both doors as texts in which each element's value stands between its name and the next sign. */
const doors: Readonly<Record<string, Ask>> = {
  JSON: async (contract, body) => JSON.stringify((await call(service.url, inKebabCase(contract), body)).body),
  SOAP: async (name, body) => {
    const contract = soapContract(name);
    const message = messageOf(contract, body as Record<string, unknown>);
    return (await soapCall(service.url, contract, envelope(message))).text;
  },
};

const valueOf = (text: string, element: string): string | undefined =>
  new RegExp(`${element}(?:":"|>)([^"<]*)`).exec(text)?.[1];

describe.each(Object.entries(doors))('at the %s door', (_, ask) => {
  it.each([
    ['the end of a day as the next midnight', '2099-12-31T24:00:00', '2100-01-01T00:00:00'],
    ['many digits of a fraction', '2099-06-30T23:59:59.1234567890123', '2099-06-30T23:59:59'],
    ['the last second of all in UTC as the last of all', '9999-12-31T23:59:59Z', '9999-12-31T23:59:59'],
    ['the end of the last day as the last of all', '9999-12-31T24:00:00', '9999-12-31T23:59:59'],
  ])('an end is read: %s', async (_what, endDate, read) => {
    const assertionId = newId();
    const answer = await ask('RegisterExtendedConsent', toRegister(assertionId, place, { endDate }));
    expect(valueOf(answer, 'resultCode')).toBe('OK');
    const { patientId, careProviderId } = place;
    const list = await ask('GetConsentsForPatient', { careProviderId, patientId });
    expect(valueOf(list.slice(list.indexOf(assertionId)), 'endDate')).toBe(read);
  });

  it('a copy begins from the beginning with the first time there is', async () => {
    const { careProviderId } = place;
    const pageSince = (createdOnOrAfter?: string) =>
      ask('GetConsentsForCareProvider', { careProviderId, createdOnOrAfter, getCancelledFlag: true });
    const page = await pageSince('0001-01-01T00:00:00');
    expect(valueOf(page, 'resultCode')).toBe('OK');
    expect(valueOf(page, 'assertionId')).toMatch(/^[0-9a-f-]{36}$/);
    expect(page.match(/assertionId/g)).toEqual((await pageSince()).match(/assertionId/g));
  });

  it('a time that is too early is refused with the years that are read', async () => {
    const answer = await ask(
      'RegisterExtendedConsent',
      toRegister(newId(), place, { endDate: '1899-01-01T00:00:00' }),
    );
    expect(valueOf(answer, 'resultCode')).toBe('VALIDATION_ERROR');
    expect(valueOf(answer, 'resultText')).toContain(
      '1899-01-01T00:00:00 är inte ett giltigt datum för endDate (tillåtna år är 1900–9999)',
    );
  });
});
