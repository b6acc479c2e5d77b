import { formIn, PlainBrowser } from './support/browser';
import { REGISTER } from './support/forms';
import {
  auditor,
  physician,
  startSignedOn,
  withPatient,
  type SignedOnPortal,
} from './support/signed-on-portal';

let portal: SignedOnPortal;
let doctorOf: PlainBrowser;

beforeAll(async () => {
  portal = await startSignedOn(
    physician(withPatient),
    physician({ signedOnAt: Date.now() - 8 * 3_600_000 + 900_000 }),
    physician({ ...withPatient, ...auditor }),
  );
  doctorOf = new PlainBrowser(portal.url, portal.secrets[0]!);
});
afterAll(() => portal.close());

describe('a page that is left open', () => {
  it('empties itself when the session that it was made for is over, and says when that is', async () => {
    const { refresh, text } = await doctorOf.get('/consents');
    expect(refresh).toMatch(/^\d+; url=\/emptied$/);
    expect(Number.parseInt(refresh!, 10)).toBeGreaterThan(60);
    expect(text).toMatch(/Loggas ut \d\d:\d\d om inget görs/);
  });

  it('comes to a page without a patient, which keeps no session alive', async () => {
    const { status, text, refresh } = await doctorOf.get('/emptied');
    expect([status, refresh, text.includes('Sidan har tömts')]).toEqual([200, null, true]);
    expect(text).not.toContain('19121212');
  });

  it('warns when the session will end whatever is done', async () => {
    const { text } = await new PlainBrowser(portal.url, portal.secrets[1]!).get('/start');
    expect(text).toMatch(/class="session-end" role="status">[\s\S]*Du loggas ut \d\d:\d\d\./);
  });
});

describe('every refusal of a form', () => {
  const forms: readonly (readonly [address: string, fields: Readonly<Record<string, string>>])[] = [
    ['/start', { number: '' }],
    ['/start', { number: '19121212-1213' }],
    ['/start', { number: 'x' }],
    [REGISTER, { assertionType: '', whom: '', start: '', end: '', represented: '' }],
    [REGISTER, { whom: 'one', employeeId: 'x', reasonText: '191212121212', start: 'date', end: 'date' }],
    [REGISTER, { assertionType: 'Emergency', end: 'open', represented: 'yes', reasonText: '' }],
    [REGISTER, { represented: 'yes', representativeNumber: '19121212-1213', end: 'date', endDate: '1' }],
    ['/audit/decisions', { fromDate: '1', toDate: '2' }],
    ['/audit/decisions', { employeeId: 'x', careUnitId: '7', patient: '19121212-1213', assertionId: 'x' }],
    ['/audit/sample', { month: '1', seed: '', size: 'x' }],
    ['/audit/sample', { month: '2099-01' }],
  ];
  const contractWords =
    /\d\.\d+\.\d{3,}\.|representedBy|registrationAction|assertionType\b(?=[^"]* ska)|Valideringsfel|extension|\broot\b|YYYY-MM-DDThh/;

  it.each(['sv', 'en', 'nb'])(
    'is one cause beside its field, in words of its own, in %s',
    async (language) => {
      const browser = new PlainBrowser(portal.url, portal.secrets[2]!, language);
      const seen = new Set<string>();
      for (const [address, fields] of forms) {
        const page = await browser.send(formIn(await browser.get(address), address), fields);
        const [, summary] = /class="faults"[\s\S]*?<ul>([\s\S]*?)<\/ul>/.exec(page.text)!;
        const faults = [...summary!.matchAll(/<li><a href="#([^"]*)">([^<]*)</g)];
        expect([address, page.status, faults.length > 0]).toEqual([address, 400, true]);
        for (const [, anchor, message] of faults) {
          expect(page.text).toContain(`id="${anchor}"`);
          expect(page.text.split(message!).length - 1).toBeGreaterThanOrEqual(2);
          expect(message).not.toMatch(contractWords);
          seen.add(message!);
        }
        expect(page.text).not.toContain('Valideringsfel');
      }
      expect(seen.size).toBeGreaterThanOrEqual(20);
    },
  );
});
