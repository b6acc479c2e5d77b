import { formatLocalTime } from '#consent';
import { child, doctor, nurse, otherCareUnit, tolvan } from '#consent/given';
import { call } from '../support/call';
import { identitiesIn } from '../support/identities-in-text';
import { toCheck } from '../support/requests';
import { formIn, PlainBrowser } from './support/browser';
import { faultsIn, registeredAt, WHERE } from './support/forms';
import {
  auditor,
  physician,
  startSignedOn,
  withoutUnit,
  withPatient,
  type SignedOnPortal,
} from './support/signed-on-portal';

let portal: SignedOnPortal;
let doctorOf: PlainBrowser;
let reviewer: PlainBrowser;
let withoutUnitAtAll: PlainBrowser;

beforeAll(async () => {
  portal = await startSignedOn(
    physician(withPatient),
    physician(auditor),
    physician({ ...auditor, ...withoutUnit }),
  );
  [doctorOf, reviewer, withoutUnitAtAll] = portal.secrets.map(
    (secret) => new PlainBrowser(portal.url, secret),
  ) as [PlainBrowser, PlainBrowser, PlainBrowser];
});
afterAll(() => portal.close());

const registered = (more: object, where: typeof WHERE): Promise<string> =>
  registeredAt(portal.serviceUrl, more, where);

describe('auditors', () => {
  const DECISIONS = '/audit/decisions';
  const SAMPLE = '/audit/sample';

  it.each([DECISIONS, SAMPLE])('are the only ones at %s', async (address) => {
    const page = await doctorOf.get(address);
    expect([page.status, page.text.includes('KJF-000166')]).toEqual([403, true]);
    expect((await doctorOf.get('/consents')).text).not.toContain(address);
  });

  it('find what was asked at their care provider by employee, unit and answer, and nothing of others', async () => {
    const unit = 'SE165565594230-7777';
    const given = await registered({}, { ...WHERE, careUnitId: unit });
    await call(portal.serviceUrl, 'check-consent', toCheck({ ...WHERE, careUnitId: unit }, nurse));
    await call(portal.serviceUrl, 'check-consent', toCheck({ ...WHERE, careUnitId: otherCareUnit }, nurse));
    const elsewhere = { ...WHERE, careProviderId: 'SE165565594230-8888', careUnitId: unit };
    await call(portal.serviceUrl, 'check-consent', toCheck(elsewhere, nurse));
    const form = formIn(await reviewer.get(DECISIONS), DECISIONS);
    const rowsOf = async (search: Readonly<Record<string, string>>) =>
      (await reviewer.send(form, search)).text.split('<td class="when"').length - 1;
    expect(await rowsOf({ careUnitId: unit })).toBe(1);
    expect(await rowsOf({ careUnitId: unit, answer: 'granted' })).toBe(1);
    expect(await rowsOf({ careUnitId: unit, answer: 'denied' })).toBe(0);
    expect(await rowsOf({ employeeId: nurse })).toBe(2);
    expect(await rowsOf({ fromDate: '2020-01-01', toDate: '2020-01-31' })).toBe(0);
    expect(await rowsOf({ careUnitId: unit.toLowerCase(), patient: '121212+1212' })).toBe(1);
    expect(await rowsOf({ careUnitId: unit, patient: child.extension })).toBe(0);
    expect(await rowsOf({ assertionId: given.toUpperCase() })).toBe(1);
    expect(await rowsOf({ careUnitId: unit, answer: 'emergency' })).toBe(0);
    expect(await rowsOf({ careUnitId: unit, answer: 'refused' })).toBe(0);
    expect(await rowsOf({ fromPicked: '2020-01-01', toPicked: '2020-01-31' })).toBe(0);
    expect(faultsIn(await reviewer.send(form, { fromDate: 'x' }))).toContain('#fromDate');
    const turned = await reviewer.send(form, { fromDate: '2020-01-02', toDate: '1.1.2020' });
    expect([turned.status, faultsIn(turned)]).toEqual([400, expect.arrayContaining(['#toDate'])]);
  });

  it('follow a decision to the history of its consent, with the identities of patient and representative covered', async () => {
    const [unit, elsewhere] = ['SE165565594230-5555', { ...WHERE, careProviderId: 'SE165565594230-8888' }];
    const representedBy = child;
    const given = await registered({ representedBy }, { ...WHERE, careUnitId: unit });
    await call(portal.serviceUrl, 'check-consent', toCheck({ ...WHERE, careUnitId: unit }, nurse));
    const form = formIn(await reviewer.get(DECISIONS), DECISIONS);
    const address = `/audit/consents/${given}`;
    expect((await reviewer.send(form, { careUnitId: unit })).text).toContain(`href="${address}"`);
    const { status, text } = await reviewer.get(address);
    expect([status, identitiesIn(text)]).toEqual([200, []]);
    expect(text.split('<li class="event">')).toHaveLength(2);
    for (const covered of [tolvan, child]) expect(text).toContain(`****-**${covered.extension.slice(-2)}`);
    expect((await doctorOf.get(address)).status).toBe(403);
    const foreign = await registered({}, elsewhere);
    for (const unknown of [foreign, 'x', '00000000-0000-4000-8000-000000000000'])
      expect((await reviewer.get(`/audit/consents/${unknown}`)).status).toBe(404);
  });

  it('are told that nothing older is found, not that nothing is', async () => {
    const unit = 'SE165565594230-6666';
    for (let count = 0; count < 50; count += 1)
      await call(portal.serviceUrl, 'check-consent', toCheck({ ...WHERE, careUnitId: unit }, nurse));
    const form = formIn(await reviewer.get(DECISIONS), DECISIONS);
    const { text } = await reviewer.send(form, { careUnitId: unit });
    const [, cursor] = /name="cursor" value="([^"]*)"/.exec(text)!;
    const older = await reviewer.send(form, { careUnitId: unit, cursor: cursor! });
    expect(older.text).toContain('Ingen äldre fråga om åtkomst matchar sökningen.');
  });

  it('draw the sample of a month, and sign it off once it is over', async () => {
    const form = formIn(await reviewer.get(SAMPLE), SAMPLE);
    const page = await reviewer.send(form, { month: '2026-01', seed: 'styrelsemöte 14' });
    const signing = formIn(page, '/audit/sample/sign-off');
    expect(faultsIn(await reviewer.send(signing))).toContain('#outcome-approved');
    const personal = await reviewer.send(signing, { outcome: 'approved', note: `Om ${tolvan.extension}` });
    expect(faultsIn(personal)).toContain('#note');
    const signed = await reviewer.send(signing, { outcome: 'approved' });
    expect(signed.location).toBe('/audit/sample?done=2026-01');
    expect((await reviewer.get(signed.location!)).text).toContain(
      'Granskningen är signerad. Månaden 2026-01',
    );
    expect((await reviewer.get('/audit/sample?done=2025-12')).text).not.toContain('är signerad');
    expect(faultsIn(await reviewer.send(signing, { outcome: 'deviations' }))).toContain('#note');
    const again = await reviewer.send(signing, { outcome: 'deviations', note: 'Två saknar vårdrelation.' });
    expect([again.status, again.text.includes('Någon annan har signerat')]).toEqual([400, true]);
    expect(again.text).toContain(`av ${doctor}`);
    expect(formIn(again, '/audit/sample/sign-off').fields.revision).toBe('2');
  });

  it('without a unit are told why there is nothing to sign', async () => {
    const form = formIn(await withoutUnitAtAll.get(SAMPLE), SAMPLE);
    const { text } = await withoutUnitAtAll.send(form, { month: '2026-01' });
    expect(text).not.toContain('action="/audit/sample/sign-off"');
    expect(text).toContain('Den som signerar ska vara knuten till en enhet');
  });

  it('cannot sign off a month that is not over', async () => {
    const month = formatLocalTime(Date.now()).slice(0, 7);
    const form = formIn(await reviewer.get(SAMPLE), SAMPLE);
    const page = await reviewer.send(form, { month });
    expect(page.text).not.toContain('action="/audit/sample/sign-off"');
    expect(page.text).toContain('Månaden är inte slut');
  });

  it('keep what they wrote about a sample when they change the language, and sign nothing by it', async () => {
    const form = formIn(await reviewer.get(SAMPLE), SAMPLE);
    const signing = formIn(await reviewer.send(form, { month: '2025-11' }), '/audit/sample/sign-off');
    const typed = { outcome: 'deviations', note: 'Två saknar vårdrelation.' };
    const page = await reviewer.send(signing, { ...typed, language: 'nb' });
    expect([page.status, page.text.includes('<html lang="nb">')]).toEqual([200, true]);
    expect(formIn(page, '/audit/sample/sign-off').fields).toEqual({ ...signing.fields, ...typed });
  });
});

it('no address that a page of theirs has led to holds a personal identity', () => {
  const met = [doctorOf, reviewer, withoutUnitAtAll].flatMap(({ addresses }) => addresses);
  expect(met.length).toBeGreaterThan(50);
  expect(met.filter((address) => identitiesIn(decodeURIComponent(address)).length > 0)).toEqual([]);
});
