import { tolvan } from '#consent/given';
import type { SignOnEvent } from '#sign-on';
import { identitiesIn } from '../../support/identities-in-text';
import { samplePerson } from '../browser/sample-people';
import type { Page } from './cookie-client';
import { PortalUnderTest } from './portal-under-test';
import { csrfTokenIn, shownError, Visitor } from './visitor';

const KARI = 'Kari Nordlie';
const MINUTE_S = 60;
const JWT = /^eyJ[\w-]+\.eyJ[\w-]+\.[\w-]+$/;

let portal: PortalUnderTest;
let visitor: Visitor;

beforeAll(async () => {
  portal = await PortalUnderTest.start();
});
afterAll(() => portal.close());
beforeEach(async () => {
  visitor = new Visitor(portal);
  await visitor.signIn(KARI);
});

const isIn = async (who: Visitor): Promise<boolean> => (await who.open('/start')).status === 200;
const token = async (who: Visitor): Promise<string> => csrfTokenIn(await who.open('/start'));
const openTolvan = async (who: Visitor, csrfToken: string): Promise<Page> =>
  who.send('/start', { kind: tolvan.root, number: tolvan.extension, csrfToken });
/** Signs out as far as the form that leads to the identity provider. */
async function signOut(who: Visitor) {
  const page = await who.browser.follow(await who.send('/sign-out', { csrfToken: await token(who) }));
  const [, address] = /action="([^"]+)"/.exec(page.text)!;
  const fields = [...page.text.matchAll(/type="hidden" name="([^"]+)" value="([^"]+)"/g)];
  return {
    address: address!,
    fields: Object.fromEntries(fields.map(([, name, value]) => [name!, value!])) as Record<string, string>,
    policy: page.headers.get('content-security-policy'),
  };
}

const claimsOf = (token: string): object =>
  JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString()) as object;
/** Sessions that other tests left behind may end at any time. */
const lastEvent = async (wanted: SignOnEvent['type']) =>
  (await portal.events()).findLast(({ type }) => type === wanted);

/** Somebody who has what a browser held a while ago, such as its cookie or a page behind the back button. */
const withOld = (session: string): Visitor => {
  const other = new Visitor(portal);
  other.takeOver(session);
  return other;
};

describe('a form', () => {
  it.each([
    ['no token', {}],
    ['an empty one', { csrfToken: '' }],
    ['one that is made up', { csrfToken: 'made-up' }],
  ])('with %s changes nothing', async (_, form) => {
    for (const path of ['/sign-out', '/start', '/consents/register']) {
      const page = await visitor.send(path, form);
      expect([page.status, shownError(page).code]).toEqual([403, 'KJF-000161']);
    }
    expect(await isIn(visitor)).toBe(true);
  });

  it('with the token of another session changes nothing', async () => {
    const other = new Visitor(portal);
    await other.signIn(KARI);
    const page = await visitor.send('/sign-out', { csrfToken: await token(other) });
    expect(shownError(page).code).toBe('KJF-000161');
    expect([await isIn(visitor), await isIn(other)]).toEqual([true, true]);
  });

  it('with its token in the address or in JSON is none', async () => {
    const csrfToken = await token(visitor);
    const inAddress = await visitor.send(`/sign-out?csrfToken=${csrfToken}`, {});
    expect(shownError(inAddress).code).toBe('KJF-000161');
    const asJson = await fetch(`${portal.url}/sign-out`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: `__Host-session=${visitor.session!}` },
      body: JSON.stringify({ csrfToken }),
    });
    expect(asJson.status).toBe(415);
    expect(await isIn(visitor)).toBe(true);
  });
});

describe('signing out', () => {
  it('kills the session on the server before anything else', async () => {
    const old = visitor.session!;
    const out = await visitor.send('/sign-out', { csrfToken: await token(visitor) });
    expect(out.leadsTo).toBe(`${portal.url}/signed-out`);
    expect(visitor.session).toBeUndefined();
    expect(await lastEvent('SignedOff')).toMatchObject({ reason: 'asked' });
    expect(await isIn(withOld(old))).toBe(false);
  });

  it('leaves nothing to the back button: pages lead to signing on, forms are refused', async () => {
    const old = visitor.session!;
    const csrfToken = await token(visitor);
    await visitor.send('/sign-out', { csrfToken });
    const back = withOld(old);
    for (const path of ['/start', '/consents', '/audit/decisions']) {
      expect((await back.open(path)).leadsTo).toBe(`${portal.url}/`);
    }
    const sent = await back.send('/start', { csrfToken });
    expect([sent.status, shownError(sent).code]).toEqual([403, 'KJF-000162']);
  });

  it('goes on at the identity provider by a form, which says there who signs out', async () => {
    const { address, fields, policy } = await signOut(visitor);
    expect(address).toBe(`${portal.issuer}/session/end`);
    expect(fields).toEqual({
      client_id: 'consent-portal',
      post_logout_redirect_uri: `${portal.url}/signed-out`,
      id_token_hint: expect.stringMatching(JWT),
    });
    expect(policy).toContain(`form-action 'self' ${portal.issuer};`);
    expect(claimsOf(fields.id_token_hint!)).toMatchObject({
      'helseid://claims/identity/pid': samplePerson(KARI).id.extension,
    });
    const done = await visitor.browser.post(address, fields);
    expect([done.status, done.leadsTo]).toEqual([303, `${portal.url}/signed-out`]);
    const shown = await visitor.browser.follow(done);
    expect([shown.status, shown.text]).toEqual([200, expect.not.stringContaining('/session/end')]);
  });

  it('is believed by the identity provider for its own token only; without one it asks', async () => {
    const { address, fields } = await signOut(visitor);
    const { id_token_hint: idToken, ...nameless } = fields;
    const forged = await visitor.browser.post(address, {
      ...fields,
      id_token_hint: `${idToken!.slice(0, -4)}AAAA`,
    });
    expect([forged.status, forged.leadsTo]).toEqual([400, null]);
    const asked = await visitor.browser.post(address, nameless);
    expect([asked.status, asked.text]).toEqual([200, expect.stringContaining('name="xsrf"')]);
  });

  it('has the token after a workplace was picked, and after another patient was opened by a ticket', async () => {
    const other = new Visitor(portal);
    const choice = await other.signIn('Ola Sætre');
    await other.send('/workplace', { workplace: '1', csrfToken: csrfTokenIn(choice) });
    await visitor.enter(await portal.ticket());
    for (const who of [other, visitor]) {
      await openTolvan(who, await token(who));
      expect((await signOut(who)).fields.id_token_hint).toMatch(JWT);
    }
  });

  it('shows the form once, and leaves the token nowhere', async () => {
    const { fields } = await signOut(visitor);
    const again = await visitor.open('/signed-out');
    expect(again.text).not.toContain('id_token_hint');
    expect(portal.logged).not.toMatch(/eyJ[\w-]+\.eyJ/);
    expect(
      [portal.logged, await portal.storedText()].filter((all) => all.includes(fields.id_token_hint!)),
    ).toEqual([]);
  });

  it('shows the form for as long as signing on may take, and not to whoever comes later', async () => {
    await visitor.send('/sign-out', { csrfToken: await token(visitor) });
    portal.turnClock(10 * MINUTE_S);
    expect((await visitor.open('/signed-out')).text).not.toContain('id_token_hint');
  });
});

describe('a session', () => {
  it('ends when nothing was asked for 15 minutes, and not before', async () => {
    portal.turnClock(14 * MINUTE_S);
    expect(await isIn(visitor)).toBe(true);
    portal.turnClock(14 * MINUTE_S);
    expect(await isIn(visitor)).toBe(true);
    portal.turnClock(15 * MINUTE_S + 1);
    expect(await isIn(visitor)).toBe(false);
    expect(await lastEvent('SignedOff')).toMatchObject({ reason: 'idle' });
  });

  it('ends 8 hours after signing on, however busy', async () => {
    const { length } = await portal.events();
    for (let minutes = 0; minutes < 8 * 60 - 10; minutes += 10) {
      portal.turnClock(10 * MINUTE_S);
      expect(await isIn(visitor)).toBe(true);
    }
    portal.turnClock(10 * MINUTE_S);
    expect(await isIn(visitor)).toBe(false);
    expect((await portal.events()).slice(length)).toEqual([
      expect.objectContaining({ type: 'SignedOff', reason: 'too-long' }),
    ]);
  });

  it('is not made longer by opening patients with tickets', async () => {
    for (let minutes = 0; minutes < 8 * 60; minutes += 10) {
      await visitor.enter(await portal.ticket());
      portal.turnClock(10 * MINUTE_S);
    }
    expect(await isIn(visitor)).toBe(false);
  });

  it('shows the pages for auditors as long as the person is one', async () => {
    const seen = async () => (await visitor.open('/audit/decisions')).status;
    expect(await seen()).toBe(403);
    await portal.restart({ AUDITORS: [samplePerson(KARI).hprNumber!] });
    expect(await seen()).toBe(200);
    await portal.restart();
    expect(await seen()).toBe(403);
  });

  it('is there again when the portal has been restarted, and one that had ended is not', async () => {
    const ended = new Visitor(portal);
    await ended.signIn(KARI);
    const old = ended.session!;
    await ended.send('/sign-out', { csrfToken: await token(ended) });
    await portal.restart();
    expect([await isIn(visitor), await isIn(withOld(old))]).toEqual([true, false]);
  });
});

describe('another patient', () => {
  it('who is searched for gets a session with a new id and a new token; with the old ones nothing is found', async () => {
    const [old, csrfToken] = [visitor.session!, await token(visitor)];
    expect((await openTolvan(visitor, csrfToken)).leadsTo).toBe(`${portal.url}/consents`);
    expect(visitor.session).not.toBe(old);
    expect(await isIn(withOld(old))).toBe(false);
    expect(shownError(await openTolvan(visitor, csrfToken)).code).toBe('KJF-000161');
    expect(await lastEvent('PatientOpened')).toMatchObject({
      person: samplePerson(KARI).id,
      patient: tolvan,
    });
  });

  it('who comes by a ticket closes the one before, even when the ticket is refused', async () => {
    await openTolvan(visitor, await token(visitor));
    const old = visitor.session!;
    const refused = await visitor.enter(await portal.ticket('Gamleklinikken'));
    expect(shownError(refused).code).toBe('AUT_146');
    expect([await isIn(withOld(old)), await isIn(visitor)]).toEqual([false, true]);
    expect((await visitor.open('/')).leadsTo).toBe(`${portal.url}/start`);
  });

  it('of several tickets at once leaves none of them in an address, and none of the sessions before', async () => {
    const old = visitor.session!;
    const tickets = [await portal.ticket(), await portal.ticket(), await portal.ticket()];
    const answers = await Promise.all(tickets.map((ticket) => visitor.open(`/?ticket=${ticket}`)));
    expect(answers.map(({ leadsTo }) => leadsTo)).toEqual(tickets.map(() => `${portal.url}/enter`));
    expect([await isIn(withOld(old)), await isIn(visitor)]).toEqual([false, true]);
  });

  it('who comes by a ticket is opened without signing in again', async () => {
    const { length } = await portal.events();
    const old = visitor.session!;
    expect((await visitor.enter(await portal.ticket())).leadsTo).toBe(`${portal.url}/consents`);
    expect(await isIn(withOld(old))).toBe(false);
    const types = (await portal.events()).slice(length).map(({ type }) => type);
    expect(types).toEqual(['TicketIssued', 'TicketRedeemed', 'PatientOpened']);
  });
});

describe('every page', () => {
  it('is kept by nobody, told to nobody, and runs nothing', async () => {
    const stranger = new Visitor(portal);
    const pages = [
      await stranger.open('/'),
      await stranger.open('/?ticket=made-up'),
      await stranger.open('/callback?state=made-up'),
      await stranger.open('/workplace'),
      await stranger.open('/signed-out'),
      await stranger.open('/nowhere'),
      await stranger.open('/%zz'),
      await stranger.open('/consents'),
      await stranger.send('/start', {}),
      ...[
        await visitor.open('/start'),
        await visitor.open('/consents'),
        await visitor.open('/audit/decisions'),
      ],
      await visitor.send('/sign-out', {}),
    ];
    for (const { url, headers } of pages) {
      const policy = headers.get('content-security-policy');
      const [kept, sniffed] = [headers.get('cache-control'), headers.get('x-content-type-options')];
      expect({ url, kept, sniffed }).toEqual({ url, kept: 'no-store', sniffed: 'nosniff' });
      expect(policy).toMatch(/^default-src 'none'(;|$)/);
      expect(policy).not.toMatch(/script-src|unsafe-|\*/);
      expect(headers.get('referrer-policy')).toBe('no-referrer');
    }
  });

  it('stands in no frame, unless a records system is named', async () => {
    expect((await visitor.open('/start')).headers.get('content-security-policy')).toContain(
      "frame-ancestors 'none'",
    );
  });

  it('needs no session for health and styles, and gives none', async () => {
    const stranger = new Visitor(portal);
    for (const path of ['/health/live', '/health/ready', '/styles/portal.css']) {
      const page = await stranger.open(path);
      expect([path, page.status, page.headers.getSetCookie()]).toEqual([path, 200, []]);
    }
  });

  it('escapes what it is given', async () => {
    const page = await visitor.send('/start', {
      csrfToken: await token(visitor),
      kind: tolvan.root,
      number: '"><script>alert(1)</script>',
    });
    expect(page.text).not.toContain('<script');
  });
});

it('chooses no language by an address of somebody else', async () => {
  for (const to of ['//attacker.example', 'https://attacker.example', '/\\attacker.example', '/x?y']) {
    const page = await visitor.open(`/language/sv?to=${encodeURIComponent(to)}`);
    expect(page.leadsTo).toBe(`${portal.url}/`);
  }
  expect((await visitor.open('/language/sv?to=/start')).leadsTo).toBe(`${portal.url}/start`);
  expect((await visitor.open('/start')).text).toContain('<html lang="sv"');
});

it('leaves no secret and no identity in the log, and no secret in the ledger', async () => {
  const ticket = await portal.ticket();
  const entered = await visitor.enter(ticket);
  await visitor.browser.follow(entered);
  const stranger = new Visitor(portal);
  const address = await stranger.pick(await stranger.enter(await portal.ticket()), KARI);
  await stranger.browser.get(address);
  const forger = new Visitor(portal);
  const forged = await forger.pick(await forger.enter(), KARI);
  await forger.browser.get(forged.replace(/code=[^&]+/, 'code=made-up'));
  const sent = new URL(address).searchParams;
  const secrets = [
    ...[ticket, sent.get('code')!, sent.get('state')!],
    ...[visitor.session!, stranger.session!, await token(visitor)],
  ];
  const stored = await portal.storedText();
  for (const secret of secrets) {
    expect(portal.logged.includes(secret)).toBe(false);
    expect(stored.includes(secret)).toBe(false);
  }
  expect(identitiesIn(portal.logged)).toEqual([]);
  expect(portal.logged).toContain('KJX-000001');
});
