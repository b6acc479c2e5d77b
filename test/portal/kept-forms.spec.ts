import { newId } from '#platform';
import { answering, faultless, FaultyProxy, faults } from '../support/faulty-proxy';
import { formIn } from './support/browser';
import { registeredAt, REGISTER } from './support/forms';
import {
  auditor,
  physician,
  startSignedOnWith,
  withPatient,
  type SignedOnPortal,
} from './support/signed-on-portal';
import { CookieClient, type Page } from './sessions/cookie-client';

const DEEDS = ['cancel', 'delete', 'end', 'register', 'picked'];
/** The number of the session that goes on; those before it have ended, one for each form. */
const GOING_ON = DEEDS.length;
/** That of an auditor's session that has ended, in which no patient was open; the next one goes on, with a patient. */
const AUDITING = GOING_ON + 1;
const SIGN_OFF = '/audit/sample/sign-off';
const REASON = 'Patienten ringde';
const MOMENT = { end: 'date', endDate: '2089-12-31', endTime: '12:30' };

let proxy: FaultyProxy;
let portal: SignedOnPortal;

beforeAll(async () => {
  proxy = await FaultyProxy.before('');
  portal = await startSignedOnWith(
    { CONSENT_SERVICE_URL: proxy.url },
    ...DEEDS.map((csrfToken) => physician({ ...withPatient, csrfToken, lastSeenAt: Date.now() - 3_600_000 })),
    physician({ ...withPatient, csrfToken: 'going-on' }),
    physician({ ...auditor, csrfToken: 'auditing', lastSeenAt: Date.now() - 3_600_000 }),
    physician({ ...auditor, ...withPatient, csrfToken: 'auditing-on' }),
  );
  proxy.target = portal.serviceUrl;
});
afterAll(async () => {
  await portal.close();
  await proxy.close();
});

const pageOf = (page: Page) => ({ ...page, location: page.leadsTo, refresh: null });

/** A browser with the session of that number, and whatever else it had. */
function signedOn(session: number, client = new CookieClient({ 'accept-language': 'sv' })): CookieClient {
  client.plant(portal.url, '__Host-session', portal.secrets[session]!);
  return client;
}

const statusOf = async (assertionId: string): Promise<string> => {
  const { text } = await signedOn(GOING_ON).get(`${portal.url}/consents/${assertionId}`);
  return /class="status status-(\w+)"/.exec(text)![1]!;
};

describe.each([
  ['cancel', { reasonText: REASON }],
  ['delete', { reasonText: REASON }],
  ['end', { ...MOMENT, represented: 'yes', representativeNumber: '200101010106' }],
  ['register', { ...MOMENT, assertionType: 'Consent', whom: 'one', employeeId: 'SE1', reasonText: REASON }],
])('the form to %s', (deed, typed) => {
  it('comes back filled in after its session had ended, and has changed nothing', async () => {
    const assertionId = await registeredAt(portal.serviceUrl);
    const action = deed === 'register' ? REGISTER : `/consents/${assertionId}/${deed}`;
    const client = signedOn(DEEDS.indexOf(deed));
    const form = { assertionId: newId(), ...typed, csrfToken: deed, confirmed: 'yes' };
    expect((await client.post(portal.url + action, form)).leadsTo).toBe(`${portal.url}/`);
    const page = await signedOn(GOING_ON, client).follow(await client.get(`${portal.url}/kept-form`));
    expect([page.url, page.status]).toEqual([portal.url + action, 200]);
    expect(page.text).toContain('role="status"');
    const { fields } = formIn(pageOf(page), action);
    expect(fields).toMatchObject({ ...typed, csrfToken: 'going-on' });
    expect(fields).not.toHaveProperty('confirmed');
    expect(page.text).not.toContain('class="faults"');
    expect(await statusOf(assertionId)).toBe('valid');
  });
});

it('comes back with the day as text that was picked in the calendar', async () => {
  const client = signedOn(DEEDS.indexOf('picked'));
  const form = { assertionId: newId(), end: 'date', endPicked: '2089-12-31', csrfToken: 'picked' };
  await client.post(portal.url + REGISTER, form);
  const page = await signedOn(GOING_ON, client).follow(await client.get(`${portal.url}/kept-form`));
  expect(formIn(pageOf(page), REGISTER).fields.endDate).toBe('2089-12-31');
});

it('of an auditor comes back with its note and the sample, and has signed nothing', async () => {
  const client = signedOn(AUDITING);
  const typed = { month: '2025-11', seed: 'möte 14', size: '7', outcome: 'deviations', note: REASON };
  const sent = await client.post(portal.url + SIGN_OFF, { ...typed, revision: '1', csrfToken: 'auditing' });
  expect(sent.leadsTo).toBe(`${portal.url}/`);
  signedOn(AUDITING + 1, client);
  const page = await client.follow(await client.get(`${portal.url}/kept-form`));
  expect([page.url, page.status]).toEqual([portal.url + SIGN_OFF, 200]);
  expect(page.text).toContain('class="kept" role="status"');
  const { fields } = formIn(pageOf(page), SIGN_OFF);
  expect(fields).toEqual({ ...typed, revision: '1', csrfToken: 'auditing-on' });
  const again = await client.get(portal.url + SIGN_OFF);
  expect(again.leadsTo).toBe(`${portal.url}/audit/sample`);
  const done = await client.post(portal.url + SIGN_OFF, fields);
  expect(done.leadsTo).toBe(`${portal.url}/audit/sample?done=2025-11`);
});

describe.each([
  ['does not answer', faults.broken],
  ['is starting', answering(503, '{}')],
  ['has done it, and its answer is lost', faults.lostAnswer],
])('a consent service that %s', (_, fault) => {
  it('costs nobody what they have typed: the page can send it again', async () => {
    const client = signedOn(GOING_ON);
    const address = portal.url + REGISTER;
    const typed = { assertionType: 'Consent', end: 'open', reasonText: `${REASON} "<1>"` };
    const form = formIn(pageOf(await client.get(address)), REGISTER);
    const review = await client.post(address, { ...form.fields, ...typed });
    const [, confirmed] = /name="confirmed" value="([^"]*)"/.exec(review.text)!;
    // The patient's consents are asked for first.
    proxy.next = [faultless, fault];
    const failed = await client.post(address, {
      ...formIn(pageOf(review), REGISTER).fields,
      confirmed: confirmed!,
    });
    expect([failed.status, failed.text.includes('KJS-000004')]).toEqual([503, true]);
    const again = formIn(pageOf(failed), REGISTER);
    expect(again.fields).toMatchObject({ ...typed, confirmed });
    const done = await client.post(address, again.fields);
    expect(done.leadsTo).toBe(`${portal.url}/consents?done=registered&consent=${form.fields.assertionId!}`);
  });
});

it('offers nothing to be sent again where nothing was typed, or where it was refused', async () => {
  const client = signedOn(GOING_ON);
  proxy.next = [faults.broken];
  const shown = await client.get(`${portal.url}/consents`);
  const refused = await client.post(portal.url + REGISTER, { reasonText: REASON, csrfToken: 'made-up' });
  expect([shown.status, refused.status]).toEqual([503, 403]);
  for (const { text } of [shown, refused]) expect(text).not.toContain('Försök igen</button>');
});
