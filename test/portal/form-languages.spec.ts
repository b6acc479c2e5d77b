import { formatLocalTime } from '#consent';
import { nurse } from '#consent/given';
import { newId } from '#platform';
import { call } from '../support/call';
import { toCheck } from '../support/requests';
import { CookieClient, type Page } from './sessions/cookie-client';
import { formIn } from './support/browser';
import { REGISTER, registeredAt, WHERE } from './support/forms';
import {
  auditor,
  physician,
  startSignedOn,
  withPatient,
  type SignedOnPortal,
} from './support/signed-on-portal';

const languages = ['sv', 'nb', 'en'];

const fieldsOf = (page: Page, action: string) =>
  formIn({ ...page, location: null, refresh: null }, action).fields;

const MOMENT = { end: 'date', endDate: '31 dec 2089', endTime: '12' };
const REASON = 'Patienten ringde "<1>"';

let portal: SignedOnPortal;
let client: CookieClient;

beforeAll(async () => {
  portal = await startSignedOn(physician({ ...withPatient, ...auditor }));
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
  it.each(languages)('is shown in %s with all that was typed, and is not carried out', async (language) => {
    const assertionId = await registeredAt(portal.serviceUrl);
    const action = portal.url + (deed === 'register' ? REGISTER : `/consents/${assertionId}/${deed}`);
    const path = new URL(action).pathname;
    const empty = await client.get(action);
    const form = fieldsOf(empty, path);
    const page = await client.post(action, { ...form, ...typed, language });
    expect([page.status, page.text.includes(`<html lang="${language}">`)]).toEqual([200, true]);
    expect(page.text).not.toContain('class="faults"');
    expect(fieldsOf(page, path)).toEqual({ ...form, ...typed });
    expect(client.cookie(portal.url, 'language')).toBe(language);
    const consent = await client.get(`${portal.url}/consents/${assertionId}`);
    expect(/class="status status-(\w+)"/.exec(consent.text)![1]).toBe('valid');
  });
});

it('has its day from the calendar as text, where it was picked there', async () => {
  const page = await client.post(portal.url + REGISTER, {
    ...fieldsOf(await client.get(portal.url + REGISTER), REGISTER),
    ...{ end: 'date', endPicked: '2089-12-31', language: 'en' },
  });
  expect(fieldsOf(page, REGISTER).endDate).toBe('2089-12-31');
});

it.each(['', 'xx', 'constructor'])('is sent as it is where the language "%s" is none', async (language) => {
  const form = { assertionId: newId(), csrfToken: 'the-token-of-this-session', language };
  expect((await client.post(portal.url + REGISTER, form)).status).toBe(400);
});

it('is refused without the token of its session', async () => {
  const page = await client.post(portal.url + REGISTER, { csrfToken: 'made-up', language: 'en' });
  expect([page.status, client.cookie(portal.url, 'language')]).toEqual([403, undefined]);
});

const DECISIONS = '/audit/decisions';
const SAMPLE = '/audit/sample';

describe.each([
  ['/start', { number: '1912121' }],
  [
    DECISIONS,
    { fromDate: '1 jan', answer: 'denied', employeeId: 'SE1', patient: '19121212', assertionId: 'x' },
  ],
  [SAMPLE, { month: '2025', seed: 'möte "14"', size: 'fem' }],
])('the form at %s, half filled in', (path, typed) => {
  it.each(languages)(
    'is shown in %s with all that was typed, and nothing is opened or said to be wrong',
    async (language) => {
      const form = fieldsOf(await client.get(portal.url + path), path);
      const page = await client.post(portal.url + path, { ...form, ...typed, language });
      expect([page.status, page.text.includes(`<html lang="${language}">`)]).toEqual([200, true]);
      expect(page.text).not.toContain('class="faults"');
      expect(fieldsOf(page, path)).toEqual({ ...form, ...typed });
      expect(client.cookie(portal.url, 'language')).toBe(language);
    },
  );
});

describe('what an auditor has found', () => {
  it('is found again by the search that found it, beside what was typed since', async () => {
    const unit = 'SE165565594230-4444';
    const place = { ...WHERE, careUnitId: unit };
    await registeredAt(portal.serviceUrl, {}, place);
    await call(portal.serviceUrl, 'check-consent', toCheck(place, nurse));
    const form = fieldsOf(await client.get(portal.url + DECISIONS), DECISIONS);
    const found = await client.post(portal.url + DECISIONS, { ...form, careUnitId: unit });
    const typed = { careUnitId: 'SE1', answer: 'denied', toPicked: '2089-12-31' };
    const page = await client.post(portal.url + DECISIONS, {
      ...fieldsOf(found, DECISIONS),
      ...typed,
      language: 'nb',
    });
    expect(page.text.split('<td class="when"')).toHaveLength(2);
    expect(fieldsOf(page, DECISIONS)).toMatchObject({
      ...typed,
      ...{ toDate: typed.toPicked, toPicked: '' },
    });
    expect(fieldsOf(page, `${DECISIONS}/export`).careUnitId).toBe(unit);
  });

  it('is the same sample, where it may not be signed yet too', async () => {
    const form = fieldsOf(await client.get(portal.url + SAMPLE), SAMPLE);
    const month = formatLocalTime(Date.now()).slice(0, 7);
    const drawn = await client.post(portal.url + SAMPLE, { ...form, month });
    const fields = fieldsOf(drawn, SAMPLE);
    const page = await client.post(portal.url + SAMPLE, { ...fields, language: 'en' });
    const digestIn = ({ text }: Page) => /<span class="code">(\w+)</.exec(text)?.[1];
    expect(digestIn(drawn)).toMatch(/./);
    expect([digestIn(page), fieldsOf(page, SAMPLE)]).toEqual([digestIn(drawn), fields]);
    const another = await client.post(portal.url + SAMPLE, { ...fields, change: 'yes' });
    expect(fieldsOf(another, SAMPLE)).toMatchObject({ month, seed: form.seed, size: form.size });
    expect(digestIn(another)).toBeUndefined();
  });
});

it('a list of consents stays filtered, by what was chosen since', async () => {
  const page = await client.get(`${portal.url}/consents?unit=&group=ended&language=nb`);
  expect([page.status, page.leadsTo]).toEqual([303, `${portal.url}/consents?unit=&group=ended`]);
  expect(client.cookie(portal.url, 'language')).toBe('nb');
  const list = await client.get(page.leadsTo!);
  expect(list.text).toContain('<form id="typed-form" class="filter" method="get" action="/consents"');
  expect(list.text).toContain('name="language" value="en"');
  expect((await client.get(`${portal.url}/consents?language=en`)).leadsTo).toBe(`${portal.url}/consents`);
});
