import { newId } from '#platform';
import { CookieClient } from './sessions/cookie-client';
import { formIn } from './support/browser';
import { REGISTER, registeredAt } from './support/forms';
import { physician, startSignedOn, withPatient, type SignedOnPortal } from './support/signed-on-portal';

const MOMENT = { end: 'date', endDate: '31 dec 2089', endTime: '12' };
const REASON = 'Patienten ringde "<1>"';

let portal: SignedOnPortal;
let client: CookieClient;

beforeAll(async () => {
  portal = await startSignedOn(physician(withPatient));
});
afterAll(() => portal.close());

beforeEach(() => {
  client = new CookieClient({ 'accept-language': 'sv' });
  client.plant(portal.url, '__Host-session', portal.secrets[0]!);
});

describe.each([
  ['register', { ...MOMENT, assertionType: 'Consent', whom: 'one', employeeId: 'SE1', reasonText: REASON }],
  ['end', { ...MOMENT, represented: 'yes', representativeNumber: '20010' }],
  ['cancel', { reasonText: REASON }],
  ['delete', { reasonText: REASON }],
])('the form to %s, half filled in', (deed, typed) => {
  it.each(['sv', 'nb', 'en'])(
    'is shown in %s with all that was typed, and is not carried out',
    async (language) => {
      const assertionId = await registeredAt(portal.serviceUrl);
      const action = portal.url + (deed === 'register' ? REGISTER : `/consents/${assertionId}/${deed}`);
      const path = new URL(action).pathname;
      const empty = await client.get(action);
      const form = formIn({ ...empty, location: null, refresh: null }, path).fields;
      const page = await client.post(action, { ...form, ...typed, language });
      expect([page.status, page.text.includes(`<html lang="${language}">`)]).toEqual([200, true]);
      expect(page.text).not.toContain('class="faults"');
      const { fields } = formIn({ ...page, location: null, refresh: null }, path);
      expect(fields).toEqual({ ...form, ...typed });
      expect(client.cookie(portal.url, 'language')).toBe(language);
      const consent = await client.get(`${portal.url}/consents/${assertionId}`);
      expect(/class="status status-(\w+)"/.exec(consent.text)![1]).toBe('valid');
    },
  );
});

it('has its day from the calendar as text, where it was picked there', async () => {
  const page = await client.post(portal.url + REGISTER, {
    ...formIn({ ...(await client.get(portal.url + REGISTER)), location: null, refresh: null }, REGISTER)
      .fields,
    ...{ end: 'date', endPicked: '2089-12-31', language: 'en' },
  });
  expect(formIn({ ...page, location: null, refresh: null }, REGISTER).fields.endDate).toBe('2089-12-31');
});

it.each(['', 'xx', 'constructor'])('is sent as it is where the language "%s" is none', async (language) => {
  const form = { assertionId: newId(), csrfToken: 'the-token-of-this-session', language };
  expect((await client.post(portal.url + REGISTER, form)).status).toBe(400);
});

it('is refused without the token of its session', async () => {
  const page = await client.post(portal.url + REGISTER, { csrfToken: 'made-up', language: 'en' });
  expect([page.status, client.cookie(portal.url, 'language')]).toEqual([403, undefined]);
});
