import { MANY_PATIENTS } from '#audit';
import { careProvider, nurse } from '#consent/given';
import { call } from '../support/call';
import { identitiesIn } from '../support/identities-in-text';
import { inGroups } from '../support/in-groups';
import { ledger } from '../support/ledger-cli';
import { person } from '../support/people';
import { toCheck } from '../support/requests';
import { eventually } from './browser/eventually';
import { PlainBrowser } from './support/browser';
import { registeredAt, WHERE } from './support/forms';
import {
  auditor,
  physician,
  startSignedOn,
  withPatient,
  type SignedOnPortal,
} from './support/signed-on-portal';

const HEALTH = '/audit/health';
const EMERGENCY_UNIT = 'SE165565594230-7777';

let portal: SignedOnPortal;
let doctorOf: PlainBrowser;

const reading = (language = 'sv'): PlainBrowser => new PlainBrowser(portal.url, portal.secrets[1]!, language);

/** What the page says under a name. */
const factIn = (text: string, name: string): string =>
  new RegExp(`<dt>${name}</dt><dd>[^]*?</span> (.*?)</dd>`).exec(text)?.[1] ?? '';

beforeAll(async () => {
  portal = await startSignedOn(physician(withPatient), physician(auditor));
  doctorOf = new PlainBrowser(portal.url, portal.secrets[0]!);
});
afterAll(() => portal.close());

it('is shown to those who have the right, and to nobody else', async () => {
  expect((await doctorOf.get(HEALTH)).status).toBe(403);
  expect((await doctorOf.get('/consents')).text).not.toContain(HEALTH);
  const { status, text } = await reading().get(HEALTH);
  expect([status, text.includes(`<a href="${HEALTH}" aria-current="page">`)]).toEqual([200, true]);
  expect(factIn(text, 'Senaste signerade kontrollpunkt')).toBe('Loggen är tom');
  expect(factIn(text, 'Senaste verifiering')).toContain('Ingen verifiering är känd här.');
  expect(text).toContain('Ingen enhet har fått åtkomst i nödsituation.');
});

describe('with consents and checks', () => {
  beforeAll(async () => {
    const place = { ...WHERE, careUnitId: EMERGENCY_UNIT };
    await registeredAt(portal.serviceUrl, { assertionType: 'Emergency' }, place);
    const patients = Array.from({ length: MANY_PATIENTS }, (_, number) => person(number));
    const checks = [
      ...patients.map((patientId) => ({ ...WHERE, patientId })),
      ...Array.from({ length: 5 }, () => place),
    ];
    await inGroups(10, checks, async (where) => {
      expect((await call(portal.serviceUrl, 'check-consent', toCheck(where, nurse))).status).toBe(200);
    });
    await call(portal.serviceUrl, 'check-consent', toCheck({ ...WHERE, careProviderId: `${careProvider}9` }));
  });

  it.each([
    ['sv', 'Ovanligt', 'minst 30 olika patienter', 'minst 5 gånger'],
    ['nb', 'Uvanlig', 'minst 30 ulike pasienter', 'minst 5 ganger'],
    ['en', 'Unusual', 'at least 30 different patients', 'at least 5 times'],
  ])('finds what is unusual, and says what it means by that in %s', async (language, ...sentences) => {
    const { text } = await reading(language).get(HEALTH);
    for (const sentence of sentences) expect(text).toContain(sentence);
    const [, patients] = new RegExp(`${nurse}.*?<td data-column="[^"]*">(\\d+)</td>`).exec(text)!;
    expect(Number(patients)).toBeGreaterThanOrEqual(MANY_PATIENTS);
    const [, unit] = text.split(EMERGENCY_UNIT);
    expect(unit!.split('</tbody>')[0]).toContain(`status-emergency`);
    expect(identitiesIn(text)).toEqual([]);
  });

  it('draws the answers of each day, and has the same figures in a table', async () => {
    const { text } = await reading().get(HEALTH);
    expect(text.match(/<svg class="timeline on-(wide|narrow)"/g)).toHaveLength(2);
    const rows = [
      ...text.matchAll(/class="when">[\d-]+<\/th><td>(\d+)<\/td><td>(\d+)<\/td><td>(\d+)<\/td>/g),
    ];
    const sums = [1, 2, 3].map((kind) => rows.reduce((sum, row) => sum + Number(row[kind]), 0));
    expect(rows).toHaveLength(30);
    expect(sums).toEqual([0, 5, MANY_PATIENTS]);
  });

  it('says when everything is signed, and when it was verified', async () => {
    await eventually(async () => {
      const { text } = await reading().get(HEALTH);
      return factIn(text, 'Senaste signerade kontrollpunkt').includes('täcker alla') ? true : undefined;
    }, 'checkpoint over all events');
    const { code } = await ledger(['verify', '--data-dir', portal.dataDirectory]);
    expect(code).toBe(0);
    const { text } = await reading().get(HEALTH);
    expect(factIn(text, 'Storlek')).toMatch(/^\d+ händelser under signatur$/);
    expect(factIn(text, 'Senaste verifiering')).toMatch(/^\d{4}-.*Alla \d+ händelser var som de skrevs\.$/);
  });
});
