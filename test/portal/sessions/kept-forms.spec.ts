import { tolvan } from '#consent/given';
import { formIn } from '../support/browser';
import type { Page } from './cookie-client';
import { PortalUnderTest } from './portal-under-test';
import { csrfTokenIn, SESSION, shownError, Visitor } from './visitor';

const KARI = 'Kari Nordlie';
const SIRI = 'Siri Aune';
const REGISTER = '/consents/register';
const FORM = '__Host-form';
const MINUTE_S = 60;
/** A session is over, and is noted to have been seen up to a sixtieth of that too early. */
const IDLE_S = 15 * MINUTE_S + 1;
const REASON = 'Remitterad av vårdcentralen "Norr" <1>';
const TYPED = { assertionType: 'Consent', end: 'date', endDate: '2089-12-31', reasonText: REASON };

let portal: PortalUnderTest;
let visitor: Visitor;
let typed: Readonly<Record<string, string>>;

beforeAll(async () => {
  portal = await PortalUnderTest.start();
});
afterAll(() => portal.close());

/** Opens the patient, and fills in the form. */
async function fillIn(who: Visitor): Promise<Readonly<Record<string, string>>> {
  const csrfToken = csrfTokenIn(await who.open('/start'));
  await who.send('/start', { kind: tolvan.root, number: tolvan.extension, csrfToken });
  return { ...fieldsIn(await who.open(REGISTER)), ...TYPED };
}

const fieldsIn = (page: Page) => formIn({ ...page, location: null, refresh: null }, REGISTER).fields;
const isKeptIn = ({ text }: Page): boolean => text.includes('What you typed is still here.');
/** Somebody else at the same browser, whom the identity provider does not know from before. */
function nextAt({ browser }: Visitor): Visitor {
  const next = new Visitor(portal);
  for (const name of [SESSION, FORM]) {
    const value = browser.cookie(portal.url, name);
    if (value !== undefined) next.browser.plant(portal.url, name, value);
  }
  return next;
}

const at = (path: string): string => portal.url + path;

beforeEach(async () => {
  visitor = new Visitor(portal);
  await visitor.signIn(KARI);
  typed = await fillIn(visitor);
});

describe('a form that is sent after its session has ended', () => {
  beforeEach(() => portal.turnClock(IDLE_S));

  it('leads to signing in, and back to itself with what was typed, and is not carried out', async () => {
    const sent = await visitor.send(REGISTER, typed);
    expect([sent.status, sent.leadsTo]).toEqual([303, at('/')]);
    const page = await visitor.signIn(KARI);
    expect([page.url, page.status, isKeptIn(page)]).toEqual([at(REGISTER), 200, true]);
    const { csrfToken, ...shown } = fieldsIn(page);
    expect(shown).toMatchObject({ ...TYPED, assertionId: typed.assertionId });
    expect(csrfToken).not.toBe(typed.csrfToken);
    expect(page.text).not.toContain('name="confirmed"');
  });

  it('is shown once, and may be kept a second time', async () => {
    for (const reasonText of ['Första gången', 'Andra gången']) {
      await visitor.send(REGISTER, { ...typed, reasonText });
      const page = await visitor.signIn(KARI);
      typed = fieldsIn(page);
      expect([isKeptIn(page), typed.reasonText]).toEqual([true, reasonText]);
      const again = await visitor.open(REGISTER);
      expect([isKeptIn(again), fieldsIn(again).reasonText]).toEqual([false, '']);
      expect(visitor.browser.cookie(portal.url, FORM)).toBeUndefined();
      portal.turnClock(IDLE_S);
    }
  });

  it('opens the patient again, which the ledger records', async () => {
    const { length } = await portal.events();
    await visitor.send(REGISTER, typed);
    await visitor.signIn(KARI);
    const opened = (await portal.events()).slice(length).filter(({ type }) => type === 'PatientOpened');
    expect(opened).toEqual([expect.objectContaining({ patient: tolvan })]);
  });

  it('is shown to nobody else, and is gone after somebody else has signed in', async () => {
    await visitor.send(REGISTER, typed);
    visitor = nextAt(visitor);
    const page = await visitor.signIn(SIRI);
    expect([page.url, page.text.includes('Remitterad'), page.text.includes('patient-number')]).toEqual([
      at('/start'),
      false,
      false,
    ]);
    for (const path of ['/kept-form', REGISTER]) {
      expect((await visitor.open(path)).text).not.toContain('Remitterad');
    }
    portal.turnClock(IDLE_S);
    visitor = nextAt(visitor);
    const own = await visitor.signIn(KARI);
    expect([own.url, isKeptIn(own)]).toEqual([at('/start'), false]);
  });

  it('is not found from another browser of the same person', async () => {
    await visitor.send(REGISTER, typed);
    const other = new Visitor(portal);
    expect((await other.signIn(KARI)).url).toBe(at('/start'));
    await fillIn(other);
    expect(isKeptIn(await other.open(REGISTER))).toBe(false);
  });

  it('says that it is gone when that took longer than it is kept, and is gone', async () => {
    await visitor.send(REGISTER, typed);
    portal.turnClock(5 * MINUTE_S);
    const page = await visitor.signIn(KARI);
    expect(page.url).toBe(at('/kept-form'));
    expect(page.text).toContain('It is kept for at most 5 minutes after the sign-in has expired.');
    expect(page.text).not.toContain('Remitterad');
    expect((await visitor.open('/kept-form')).leadsTo).toBe(at('/'));
  });

  it('is refused when its session ended longer ago than that', async () => {
    await visitor.open('/start');
    portal.turnClock(5 * MINUTE_S);
    const sent = await visitor.send(REGISTER, typed);
    expect([sent.status, shownError(sent).code]).toEqual([403, 'KJF-000162']);
    expect(visitor.browser.cookie(portal.url, FORM)).toBeUndefined();
  });

  it('is refused when it is longer than any form that is accepted', async () => {
    const sent = await visitor.send(REGISTER, { ...typed, reasonText: 'x'.repeat(17 * 1024) });
    expect([sent.status, shownError(sent).code]).toEqual([403, 'KJF-000162']);
  });

  it('is there after a restart of the portal, and in no log and no event', async () => {
    await visitor.send(REGISTER, typed);
    await portal.restart();
    const cookie = visitor.browser.cookie(portal.url, FORM)!;
    expect(isKeptIn(await visitor.signIn(KARI))).toBe(true);
    for (const text of [portal.logged, await portal.storedText()]) {
      expect([text.includes('Remitterad'), text.includes(cookie)]).toEqual([false, false]);
    }
  });

  it('is bound to the browser by a cookie that scripts and other sites cannot have', async () => {
    await visitor.send(REGISTER, typed);
    expect(visitor.browser.attributesOf(portal.url, FORM)).toBe(
      'Max-Age=3600; Path=/; HttpOnly; Secure; SameSite=Lax',
    );
  });

  it('is kept only with the token of that session', async () => {
    for (const csrfToken of ['', 'made-up']) {
      const sent = await visitor.send(REGISTER, { ...typed, csrfToken });
      expect(shownError(sent).code).toBe('KJF-000162');
    }
  });
});

describe('a form of an earlier session of the same person', () => {
  it('goes on by itself where the same patient is open, or none', async () => {
    for (const prepare of [async () => undefined, fillIn]) {
      portal.turnClock(IDLE_S);
      await visitor.signIn(KARI);
      await prepare(visitor);
      const sent = await visitor.send(REGISTER, typed);
      expect(sent.leadsTo).toBe(at('/kept-form'));
      const page = await visitor.browser.follow(sent);
      expect([page.url, fieldsIn(page).reasonText]).toEqual([at(REGISTER), REASON]);
      typed = { ...fieldsIn(page), ...TYPED };
    }
  });

  it('about another patient than the one who is open asks before it opens that patient', async () => {
    const csrfToken = csrfTokenIn(await visitor.open('/start'));
    await visitor.send('/start', { number: '200101010106', csrfToken });
    const asked = await visitor.browser.follow(await visitor.send(REGISTER, typed));
    expect(asked.url).toBe(at('/kept-form'));
    expect(asked.text).toContain('about patient 19121212-1212, but another patient is open now');
    expect(isKeptIn(await visitor.open(REGISTER))).toBe(false);
    const opened = await visitor.send('/kept-form', { csrfToken: csrfTokenIn(asked) });
    const page = await visitor.browser.follow(opened);
    expect([page.url, fieldsIn(page).reasonText]).toEqual([at(REGISTER), REASON]);
    expect(page.text).toContain('19121212-1212');
  });

  it('is refused with the token of a page on which no patient was open', async () => {
    const other = new Visitor(portal);
    await other.signIn(KARI);
    const csrfToken = csrfTokenIn(await other.open('/start'));
    const own = await fillIn(other);
    expect(shownError(await other.send(REGISTER, { ...own, csrfToken })).code).toBe('KJF-000161');
  });

  it('is refused after signing out: whoever signs out is done', async () => {
    await visitor.send('/sign-out', { csrfToken: typed.csrfToken! });
    const sent = await visitor.send(REGISTER, typed);
    expect(shownError(sent).code).toBe('KJF-000162');
  });

  it('is refused when another person is signed in, who sees nothing of it', async () => {
    portal.turnClock(IDLE_S);
    visitor = nextAt(visitor);
    await visitor.signIn(SIRI);
    const sent = await visitor.send(REGISTER, typed);
    expect([shownError(sent).code, sent.text.includes('Remitterad')]).toEqual(['KJF-000161', false]);
  });
});

it('at another workplace says which one it was filled in at, and goes on there', async () => {
  const settle = async (page: Page, workplace: string) =>
    visitor.browser.follow(await visitor.send('/workplace', { workplace, csrfToken: csrfTokenIn(page) }));
  visitor = new Visitor(portal);
  await settle(await visitor.signIn('Ola Sætre'), '0');
  typed = await fillIn(visitor);
  portal.turnClock(IDLE_S);
  await visitor.send(REGISTER, typed);
  const elsewhere = await settle(await visitor.signIn('Ola Sætre'), '1');
  expect([elsewhere.url, elsewhere.text.includes('filled in at another workplace:')]).toEqual([
    at('/kept-form'),
    true,
  ]);
  const change = await visitor.send('/workplace/change', { csrfToken: csrfTokenIn(elsewhere) });
  const back = await settle(await visitor.browser.follow(change), '0');
  expect([back.url, fieldsIn(back).reasonText]).toEqual([at(REGISTER), REASON]);
});

describe('with FORM_KEPT_S=0', () => {
  beforeAll(() => portal.restart({ FORM_KEPT_S: 0 }));
  afterAll(() => portal.restart());

  it('nothing is kept, and a form leaves the screen with its session', async () => {
    const seconds = async (path: string) =>
      Number.parseInt((await visitor.open(path)).headers.get('refresh')!, 10);
    expect(await seconds(REGISTER)).toBeLessThanOrEqual(15 * MINUTE_S);
    portal.turnClock(IDLE_S);
    expect(shownError(await visitor.send(REGISTER, typed)).code).toBe('KJF-000162');
  });
});

it('stays on the screen for as long as it may still be sent, unlike every other page', async () => {
  const seconds = async (path: string) =>
    Number.parseInt((await visitor.open(path)).headers.get('refresh')!, 10);
  expect(await seconds('/start')).toBeLessThanOrEqual(15 * MINUTE_S);
  expect(await seconds(REGISTER)).toBeGreaterThan(19 * MINUTE_S);
});
