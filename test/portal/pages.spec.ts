import { child, doctor, nurse, otherCareUnit } from '#consent/given';
import { call } from '../support/call';
import { identitiesIn } from '../support/identities-in-text';
import { person } from '../support/people';
import { toCheck } from '../support/requests';
import { formIn, PlainBrowser, type Page } from './support/browser';
import {
  after,
  confirm,
  faultsIn,
  group,
  OPEN,
  REGISTER,
  registeredAt,
  sendAndConfirm,
  WHERE,
} from './support/forms';
import {
  physician,
  startSignedOn,
  withoutUnit,
  withPatient,
  type SignedOnPortal,
} from './support/signed-on-portal';

let portal: SignedOnPortal;
let doctorOf: PlainBrowser;
let visitor: PlainBrowser;
let searching: PlainBrowser;

beforeAll(async () => {
  portal = await startSignedOn(
    physician(withPatient),
    physician({ ...withPatient, ...withoutUnit }),
    physician(),
    physician({ patient: { identity: person(24) } }),
    physician({ patient: { identity: person(77) } }),
    physician(),
  );
  [doctorOf, visitor, searching] = portal.secrets.map((secret) => new PlainBrowser(portal.url, secret)) as [
    PlainBrowser,
    PlainBrowser,
    PlainBrowser,
  ];
});
afterAll(() => portal.close());

const registered = (more: object = {}, where = WHERE): Promise<string> =>
  registeredAt(portal.serviceUrl, more, where);

describe('a consent, from its registration to its end', () => {
  it('is registered, shown, told of, printed, and cancelled', async () => {
    const form = formIn(await doctorOf.get(REGISTER), REGISTER);
    const reasonText = 'Inför <b>återbesök</b>';
    const sent = await sendAndConfirm(doctorOf, form, { ...OPEN, whom: 'me', reasonText });
    const { assertionId } = form.fields;
    expect([sent.status, sent.location]).toEqual([303, after('registered', assertionId!)]);

    const list = await doctorOf.get(sent.location!);
    const address = `/consents/${assertionId}`;
    expect(list.text).toContain('Samtycket är registrerat. Det gäller för ');
    expect(list.text).toMatch(/role="status">[\s\S]*? tills vidare\.<\/p>/);
    expect(group(list, 'valid')).toContain(`href="${address}/cancel"`);
    expect(group(list, 'valid')).toContain('<dd>Du</dd>');
    for (const picture of [
      'class="timeline on-wide" role="img" aria-labelledby="timeline-title timeline-text"',
      'class="timeline on-narrow" role="img" aria-labelledby="narrow-timeline-title narrow-timeline-text"',
    ])
      expect(list.text).toContain(`<svg ${picture}`);

    const history = await doctorOf.get(address);
    expect(history.text).toContain('Inför &lt;b&gt;återbesök&lt;/b&gt;');
    expect((await doctorOf.get(`${address}/print`)).text).toContain('19121212-1212 (personnummer)');

    const cancelling = formIn(await doctorOf.get(`${address}/cancel`), `${address}/cancel`);
    const cancelled = await doctorOf.send(cancelling, { reasonText: 'Patienten har ändrat sig' });
    expect(cancelled.location).toBe(after('cancelled', assertionId!));
    expect(group(await doctorOf.get('/consents'), 'ended')).toContain('Återkallat');
    expect((await doctorOf.get(address)).text).toContain('Patienten har ändrat sig');
    expect((await doctorOf.get(`${address}/print`)).text).toContain('Samtycket gäller inte längre.');
    const check = await call(portal.serviceUrl, 'check-consent', toCheck(WHERE, doctor));
    expect(check.body).toMatchObject({ checkResult: { hasConsent: false } });
  });

  it('is on the timeline as long as it is among the latest, and the page says when there are more', async () => {
    const many = new PlainBrowser(portal.url, portal.secrets[3]!);
    const register = () => registered({}, { ...WHERE, patientId: person(24) });
    for (let count = 0; count < 24; count += 1) await register();
    expect((await many.get('/consents')).text).not.toContain('Tidslinjen visar');
    await register();
    const { text } = await many.get('/consents');
    expect(text).toContain('Tidslinjen visar de 24 senaste av 25 samtycken.');
    expect(text.split('class="timeline-consent"')).toHaveLength(1 + 2 * 24);
  });

  it('is one press away where a patient has very many: a group shows some, and a filter has pages of them', async () => {
    const many = new PlainBrowser(portal.url, portal.secrets[3]!);
    const elsewhere = { ...WHERE, patientId: person(24), careUnitId: otherCareUnit };
    const other = await registered({}, elsewhere);
    const cards = ({ text }: Page) => text.split('<article').length - 1;
    const usual = await many.get('/consents');
    expect(cards(usual)).toBe(11);
    expect(group(usual, 'valid')).toContain('Visa alla 26');
    const [, all] = /href="([^"]*group=valid[^"]*)"/.exec(usual.text)!;
    const first = await many.get(all!.replaceAll('&amp;', '&'));
    expect([cards(first), first.text.includes('Visar 1–20 av 26.')]).toEqual([20, true]);
    const [, next] = /rel="next" href="([^"]*)"/.exec(first.text)!;
    const second = await many.get(next!.replaceAll('&amp;', '&'));
    expect([cards(second), second.text.includes('rel="next"')]).toEqual([6, false]);
    const ofOther = await many.get(`/consents?unit=${otherCareUnit}&group=all`);
    expect([cards(ofOther), ofOther.text.includes(other)]).toEqual([1, true]);
    expect((await many.get('/consents?unit=&group=ended')).text).toContain('Inget samtycke matchar filtret.');
    expect(cards(await many.get('/consents?group=valid&page=99'))).toBe(6);
    expect(cards(await many.get('/consents?group=%3Cb%3E&page=x'))).toBe(11);
  });

  it('is deleted', async () => {
    const id = await registered();
    const address = `/consents/${id}/delete`;
    const page = await doctorOf.get(address);
    expect(page.text).toContain('registrerades av misstag');
    expect((await doctorOf.send(formIn(page, address))).location).toBe(after('deleted', id));
    expect(group(await doctorOf.get('/consents'), 'ended')).toContain('Borttaget');
  });

  it('has its end moved closer', async () => {
    const id = await registered({ endDate: '2090-01-01T00:00:00' });
    const form = formIn(await doctorOf.get(`/consents/${id}/end`), `/consents/${id}/end`);
    const asked = await doctorOf.send(form, { end: 'date', endDate: '2089-05-06', endTime: '07:08' });
    expect(asked.text).toContain(
      'Samtycket gäller till och med 6 maj 2089 kl. 07:08, och sedan inte längre.',
    );
    const ended = await confirm(doctorOf, asked, form.action);
    expect(ended.location).toBe(after('ended', id));
    expect((await doctorOf.get(ended.location!)).text).toContain(
      'Det gäller till och med 6 maj 2089 kl. 07:08.',
    );
    const refused = await doctorOf.send(form, { end: 'date', endDate: '2095-01-01' });
    expect([refused.status, faultsIn(refused)]).toEqual([400, expect.arrayContaining(['#endDate'])]);
    expect(refused.text).toContain('Slutdatumet kan inte senareläggas.');
  });

  it('is marked when it is an emergency, and is coming when it begins later', async () => {
    const form = formIn(await doctorOf.get(REGISTER), REGISTER);
    await sendAndConfirm(doctorOf, form, {
      ...{ assertionType: 'Emergency', reasonText: 'Medvetslös', end: 'date', endDate: '2091-02-04' },
      ...{ start: 'date', startDate: '2091-02-03', startTime: '04:05' },
    });
    const coming = group(await doctorOf.get('/consents'), 'coming');
    expect(coming).toContain('Nödsituation');
    expect(coming).toContain('3 februari 2091 kl. 04:05');
    expect(coming).toContain('till och med 4 februari 2091<');
  });
});

describe('a patient is searched for', () => {
  it.each([
    ['', 'Ange patientens identitet.'],
    ['19121212-1213', 'inget sådant nummer'],
    ['x y z', 'fel format'],
  ])('and not found by %j', async (number, told) => {
    const page = await searching.send(formIn(await searching.get('/start'), '/start'), { number });
    expect([page.status, faultsIn(page)]).toEqual([400, expect.arrayContaining(['#number'])]);
    expect(page.text).toContain(told);
    expect((await searching.get('/consents')).location).toBe('/start');
  });

  it('and opened, and another one after, whose consents alone are shown', async () => {
    const id = await registered({}, { ...WHERE, patientId: child });
    const open = async (number: string) =>
      searching.send(formIn(await searching.get('/start'), '/start'), { number });
    expect((await open('20010101-0106')).location).toBe('/consents');
    expect((await searching.get('/consents')).text).toContain(`/consents/${id}/cancel`);
    await open(' 191212121212 ');
    const { text } = await searching.get('/consents');
    expect(text).not.toContain(id);
    expect(text).toContain('19121212-1212');
  });
});

/** The fields of a page in which one can write at once. */
const focusedIn = ({ text }: Page): (string | undefined)[] =>
  [...text.matchAll(/<\w+[^>]*\sautofocus/g)].map(([tag]) => /\sid="([^"]*)"/.exec(tag)?.[1]);

it.each(['sv', 'nb', 'en'])(
  'the number can be typed at once in %s, and a fault is read first',
  async (language) => {
    const browser = new PlainBrowser(portal.url, portal.secrets[5]!, language);
    const start = await browser.get('/start');
    expect(focusedIn(start)).toEqual(['number']);
    expect(focusedIn(await browser.send(formIn(start, '/start'), { number: '1' }))).toEqual([]);
  },
);

it('has an icon for the tab, which every page names and everybody gets', async () => {
  const pages = ['/start', '/consents', REGISTER, '/nowhere', `/consents/${await registered()}/print`];
  for (const path of pages) {
    const [, icon] = /<link rel="icon" type="image\/svg\+xml" href="([^"]*)">/.exec(
      (await doctorOf.get(path)).text,
    )!;
    const { status, headers } = await fetch(portal.url + icon!);
    expect([status, headers.get('content-type')]).toEqual([200, 'image/svg+xml']);
  }
});

describe('what belongs to another patient', () => {
  it.each(['', '/print', '/cancel', '/delete', '/end'])('is not found at /consents/…%s', async (below) => {
    const id = await registered({}, { ...WHERE, patientId: child });
    const page = await doctorOf.get(`/consents/${id}${below}`);
    expect([page.status, page.text.includes('KJF-000154')]).toEqual([404, true]);
  });

  it('is not cancelled by a form that was made for it', async () => {
    const mine = `/consents/${await registered()}/cancel`;
    const other = await registered({}, { ...WHERE, patientId: child });
    const form = { ...formIn(await doctorOf.get(mine), mine), action: `/consents/${other}/cancel` };
    expect((await doctorOf.send(form)).status).toBe(404);
    const check = await call(portal.serviceUrl, 'check-consent', toCheck({ ...WHERE, patientId: child }));
    expect(check.body).toMatchObject({ checkResult: { hasConsent: true } });
  });
});

describe('an address', () => {
  it('says that something is done as long as that is so, for the patient who is open', async () => {
    const [mine, others] = [await registered(), await registered({}, { ...WHERE, patientId: child })];
    const isSaid = async (deed: string, id: string) =>
      (await doctorOf.get(after(deed, id))).text.includes('role="status"');
    expect(await isSaid('registered', mine)).toBe(true);
    expect(await isSaid('cancelled', mine)).toBe(false);
    expect(await isSaid('constructor', mine)).toBe(false);
    expect(await isSaid('registered', others)).toBe(false);
    expect((await doctorOf.get('/consents?done=cancelled')).text).not.toContain('role="status"');
  });
});

describe('the first line of a patient’s page', () => {
  it('says whether one may read now, and why not', async () => {
    const [mine, ofOthers] = [
      new PlainBrowser(portal.url, portal.secrets[4]!),
      new PlainBrowser(portal.url, portal.secrets[1]!),
    ];
    const where = { ...WHERE, patientId: person(77) };
    const verdict = async (browser: PlainBrowser) =>
      /class="verdict">[\s\S]*?<\/svg>\s*<span>([^<]*)</.exec((await browser.get('/consents')).text)![1];
    const follows = async (browser: PlainBrowser) =>
      /class="verdict"[\s\S]*?<\/p>\s*(?:<a class="([^"]*)" href="([^"]*)")?/
        .exec((await browser.get('/consents')).text)!
        .slice(1);
    expect(await verdict(mine)).toBe('Inget samtycke gäller för dig på Hjertepoliklinikken.');
    expect(await follows(mine)).toEqual(['button primary', REGISTER]);
    await registered({ employeeId: nurse }, where);
    await registered({}, { ...where, careUnitId: otherCareUnit });
    expect(await verdict(mine)).toBe('Inget samtycke gäller för dig på Hjertepoliklinikken.');
    await registered({ assertionType: 'Emergency', endDate: '2091-01-31T23:59:59' }, where);
    expect(await verdict(mine)).toBe('Du får läsa nu, i en nödsituation, till och med 31 januari 2091.');
    expect(await follows(mine)).toEqual(['button', REGISTER]);
    const longest = await registered({}, where);
    await registered({ endDate: '2091-06-30T23:59:59' }, where);
    expect(await follows(mine)).toEqual(['button', `/consents/${longest}`]);
    expect(await verdict(mine)).toBe('Du får läsa nu, enligt samtycke tills vidare.');
    const check = await call(portal.serviceUrl, 'check-consent', toCheck(where, doctor));
    expect(check.body).toMatchObject({ checkResult: { hasConsent: true, assertionType: 'Consent' } });
    expect(await verdict(ofOthers)).toContain('Du kan se samtycken men inte registrera');
    expect(await follows(ofOthers)).toEqual([undefined, undefined]);
  });
});

describe('a form that cannot be taken', () => {
  it('is told in both languages, because it cannot be asked for again', async () => {
    const page = await doctorOf.send({ action: REGISTER, fields: { csrfToken: 'of-another' } });
    expect([page.status, page.text.includes('KJF-000161')]).toEqual([403, true]);
    expect(page.text).toContain('Inget har sparats.');
    expect(page.text).toMatch(/lang="en">The form is no longer valid,/);
    expect(page.text).not.toContain('href="/language/');
  });

  it('because it is too long is told in words for who wrote it', async () => {
    const form = formIn(await doctorOf.get(REGISTER), REGISTER);
    const page = await doctorOf.send(form, { reasonText: 'x'.repeat(70_000) });
    expect([page.status, page.text.includes('KJF-000155')]).toEqual([413, true]);
  });
});

it('asks what gives access, unless the records system has said so', async () => {
  const chosen = async (browser: PlainBrowser) => formIn(await browser.get(REGISTER), REGISTER).fields;
  expect(await chosen(doctorOf)).toMatchObject({ assertionType: 'Consent', whom: 'unit' });
  expect(await chosen(new PlainBrowser(portal.url, portal.secrets[3]!))).not.toHaveProperty('assertionType');
});

describe('who has no unit', () => {
  it('sees consents and their history, without a way to change anything', async () => {
    const id = await registered();
    const { text } = await visitor.get('/consents');
    expect(text).toContain(`href="/consents/${id}"`);
    expect(text).not.toMatch(/\/(?:cancel|delete|end|register)"/);
    expect((await visitor.get(`/consents/${id}`)).status).toBe(200);
  });

  it.each(['/consents/register', 'cancel', 'delete', 'end'])('is refused at %s', async (what) => {
    const address = what.startsWith('/') ? what : `/consents/${await registered()}/${what}`;
    const { csrfToken } = physician();
    for (const page of [
      await visitor.get(address),
      await visitor.send({ action: address, fields: { csrfToken } }),
    ]) {
      expect([page.status, page.text.includes('KJF-000165')]).toEqual([403, true]);
    }
  });
});

it('says of what has ended that it has, instead of ending it again', async () => {
  const address = `/consents/${await registered()}/cancel`;
  const form = formIn(await doctorOf.get(address), address);
  await doctorOf.send(form);
  const again = await doctorOf.send(form);
  expect([again.status, again.text.includes('KJF-000153')]).toEqual([400, true]);
});

it('no address that any page has led to holds a personal identity', () => {
  const met = [doctorOf, visitor, searching].flatMap(({ addresses }) => addresses);
  expect(met.length).toBeGreaterThan(300);
  expect(met.filter((address) => identitiesIn(decodeURIComponent(address)).length > 0)).toEqual([]);
});
