import { child, nurse, otherCareUnit, tolvan } from '#consent/given';
import { call } from '../support/call';
import { identitiesIn } from '../support/identities-in-text';
import { ledger } from '../support/ledger-cli';
import { toCancel, toCheck } from '../support/requests';
import { formIn, PlainBrowser, type Page } from './support/browser';
import { registeredAt, WHERE } from './support/forms';
import {
  auditor,
  physician,
  startSignedOn,
  withoutUnit,
  withPatient,
  type SignedOnPortal,
} from './support/signed-on-portal';

const DECISIONS = '/audit/decisions';
const EXPORT = '/audit/decisions/export';
const UNIT = 'SE165565594230-7777';
const PLACE = { ...WHERE, careUnitId: UNIT };

let portal: SignedOnPortal;
let doctorOf: PlainBrowser;
let reviewer: PlainBrowser;
let withoutUnitAtAll: PlainBrowser;
let consent: string;

const check = (place: typeof WHERE, employee = nurse) =>
  call(portal.serviceUrl, 'check-consent', toCheck(place, employee));

const rowsIn = ({ text }: Page): string[] =>
  [...text.matchAll(/<td class="when"[^>]*><a href="([^"]*)"/g)].map(([, address]) => address!);

const search = async (browser: PlainBrowser, fields: Readonly<Record<string, string>>): Promise<Page> =>
  browser.send(formIn(await browser.get(DECISIONS), DECISIONS), fields);

/** A reader of another language in the same session. */
const reading = (language: string): PlainBrowser =>
  new PlainBrowser(portal.url, portal.secrets[1]!, language);

beforeAll(async () => {
  portal = await startSignedOn(
    physician(withPatient),
    physician(auditor),
    physician({ ...auditor, ...withoutUnit }),
  );
  [doctorOf, reviewer, withoutUnitAtAll] = portal.secrets.map(
    (secret) => new PlainBrowser(portal.url, secret),
  ) as [PlainBrowser, PlainBrowser, PlainBrowser];
  await check(PLACE);
  consent = await registeredAt(portal.serviceUrl, {}, PLACE);
  await registeredAt(portal.serviceUrl, {}, { ...WHERE, careUnitId: otherCareUnit });
  await check(PLACE);
  await call(portal.serviceUrl, 'cancel-extended-consent', toCancel(consent));
  await check(PLACE);
  await registeredAt(portal.serviceUrl, {}, PLACE);
});
afterAll(() => portal.close());

describe('a recorded check', () => {
  let explanations: string[];

  beforeAll(async () => {
    explanations = rowsIn(await search(reviewer, { careUnitId: UNIT })).reverse();
  });

  it('leads to its explanation, as known then', async () => {
    expect(explanations).toHaveLength(3);
    const [before, during, after] = await Promise.all(explanations.map((address) => reviewer.get(address)));
    expect(before!.text).toContain('Patienten hade inget samtycke att gå efter.');
    expect(during!.text).toContain('Samtycket gav åtkomst.');
    expect(during!.text).not.toMatch(/återkalla/i);
    expect(during!.text).toContain(`href="/audit/consents/${consent}"`);
    expect(after!.text).toMatch(/Det hade återkallats \d{4}-\d\d-\d\d \d\d:\d\d:\d\d, .+ tidigare\./);
    expect(after!.text).toContain(`Det gäller en annan enhet: ${otherCareUnit}.`);
    for (const { status, text } of [before!, during!, after!]) {
      expect([status, identitiesIn(text)]).toEqual([200, []]);
      expect(text).not.toContain('stämmer inte med vad loggen ger');
    }
  });

  it.each([
    ['en', 'It had been cancelled', 'It is for another unit'],
    ['nb', 'Det var trukket tilbake', 'Det gjelder en annen enhet'],
  ])('is explained in the language of who reads it: %s', async (language, ...sentences) => {
    const { text } = await reading(language).get(explanations[2]!);
    for (const sentence of sentences) expect(text).toContain(sentence);
    expect(text).toContain(`lang="${language}"`);
  });

  it('is explained to auditors of its care provider alone', async () => {
    expect((await doctorOf.get(explanations[0]!)).status).toBe(403);
    const elsewhere = { ...PLACE, careProviderId: 'SE165565594230-8888' };
    const shownBefore = new Set(explanations);
    await check(elsewhere);
    const [newest] = explanations.toReversed();
    const [, day, revision] = /decisions\/([^/]+)\/(\d+)\//.exec(newest!)!;
    const foreign = Array.from({ length: 3 }, (_, ahead) => `${day}/${Number(revision) + ahead}/0`)
      .map((place) => `${DECISIONS}/${place}`)
      .filter((address) => !shownBefore.has(address));
    expect(foreign.length).toBeGreaterThan(0);
    for (const address of [...foreign, `${DECISIONS}/2026-02-30/0/0`, `${DECISIONS}/2020-01-01/0/0`])
      expect((await reviewer.get(address)).status).toBe(404);
  });

  it('is explained from the sample too, and marks its part of the menu', async () => {
    const page = await reviewer.get(explanations[0]!);
    expect(page.text).toContain('<a href="/audit/decisions" aria-current="true">');
    const history = await reviewer.get(`/audit/consents/${consent}`);
    expect(history.text).toContain('<a href="/audit/decisions" aria-current="true">');
    expect((await reviewer.get(DECISIONS)).text).toContain('<a href="/audit/decisions" aria-current="page">');
    const own = await doctorOf.get(`/consents/${consent}`);
    expect(own.text).toContain('<a href="/consents" aria-current="true">');
    expect((await doctorOf.get('/consents/register')).text.match(/aria-current="(?:page|true)">/g)).toEqual([
      'aria-current="true">',
      'aria-current="page">',
    ]);
  });
});

describe('a search', () => {
  it('says what it found in all', async () => {
    const { text } = await search(reviewer, { careUnitId: UNIT });
    expect(text).toContain('Frågor totalt: 3. Medarbetare: 1. Patienter: 1.');
    expect(text).toContain('Ja: 1, varav i nödsituationer: 0. Nej: 2.');
  });

  it.each(['csv', 'ndjson'])('is saved whole as %s, with patients covered', async (format) => {
    const page = await search(reviewer, { careUnitId: UNIT, patient: '121212+1212' });
    const file = await reviewer.send(formIn(page, EXPORT), { format });
    expect([file.status, identitiesIn(file.text)]).toEqual([200, []]);
    expect(file.text.trim().split('\n')).toHaveLength(format === 'csv' ? 4 : 3);
  });

  it('with a fault is shown again, and nothing is saved', async () => {
    const form = formIn(await search(reviewer, { careUnitId: UNIT }), EXPORT);
    const page = await reviewer.send(form, { format: 'csv', fromDate: 'x' });
    expect([page.status, page.text.includes('href="#fromDate"')]).toEqual([400, true]);
  });

  it('is recorded when it is shown, saved or printed, with whom it was about', async () => {
    const page = await search(withoutUnitAtAll, { employeeId: nurse, patient: child.extension });
    const form = formIn(page, EXPORT);
    await withoutUnitAtAll.send(form, { format: 'csv' });
    const printed = await withoutUnitAtAll.send({ ...form, action: '/audit/decisions/print' });
    expect([printed.status, identitiesIn(printed.text)]).toEqual([200, []]);
    const { records } = await ledger([
      'accesses',
      '--json',
      '--show-patient',
      '--data-dir',
      portal.dataDirectory,
    ]);
    const accesses = records() as Record<string, unknown>[];
    const own = accesses.filter(({ onBehalfOf }) => onBehalfOf === `HPR ${auditor.hprNumber}`);
    const about = { patient: child, employeeId: nurse, shown: 0, door: 'portal', isGranted: true };
    expect(own).toMatchObject([
      { contract: 'PortalDecisionPrint', ...about },
      { contract: 'PortalDecisionExport', ...about },
      { contract: 'PortalDecisions', ...about },
      { contract: 'PortalDecisions' },
    ]);
    const explained = accesses.filter(({ contract }) => contract === 'PortalExplanation');
    expect(explained.length).toBeGreaterThan(3);
    expect(explained[0]).toMatchObject({ patient: tolvan, shown: 1, callerId: 'SE165565594230-1P01' });
    expect(accesses.some(({ contract }) => contract === 'PortalConsentHistory')).toBe(true);
  });
});
