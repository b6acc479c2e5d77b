import { tolvan } from '#consent/given';
import { samplePerson } from '../browser/sample-people';
import { PortalUnderTest } from './portal-under-test';
import { csrfTokenIn, SESSION, shownError, SIGN_ON, Visitor } from './visitor';

const KARI = 'Kari Nordlie';
const OLA = 'Ola Sætre';

let portal: PortalUnderTest;
let visitor: Visitor;

beforeAll(async () => {
  portal = await PortalUnderTest.start({ TICKET_LIFETIME_S: '300' });
});
afterAll(() => portal.close());
beforeEach(() => {
  visitor = new Visitor(portal);
});

const refusals = async () => (await portal.events()).filter(({ type }) => type === 'SignOnRefused');

describe('signing on', () => {
  it('leads from the entry, by the identity provider, to the first page', async () => {
    const page = await visitor.signIn(KARI);
    expect([page.status, page.url]).toEqual([200, `${portal.url}/start`]);
    expect((await portal.events()).at(-1)).toMatchObject({
      type: 'SignedOn',
      person: samplePerson(KARI).id,
      organisationNumber: '310001007',
    });
  });

  it('gives cookies that no script, no neighbour and no other host can have', async () => {
    const entered = await visitor.enter();
    expect(visitor.browser.attributesOf(portal.url, SIGN_ON)).toBe('Path=/; HttpOnly; Secure; SameSite=Lax');
    await visitor.browser.get(await visitor.pick(entered, KARI));
    expect(visitor.browser.attributesOf(portal.url, SESSION)).toBe('Path=/; HttpOnly; Secure; SameSite=Lax');
    expect(visitor.browser.cookie(portal.url, SIGN_ON)).toBeUndefined();
  });

  it('begins where the identity provider sends people back to, also for who comes by localhost', async () => {
    const ticket = await portal.ticket();
    const byName = portal.url.replace('127.0.0.1', 'localhost');
    expect((await visitor.browser.get(byName)).leadsTo).toBe(`${portal.url}/`);
    const sent = await visitor.browser.get(`${byName}/?ticket=${ticket}`);
    expect(sent.leadsTo).toBe(`${portal.url}/?ticket=${ticket}`);
    const address = await visitor.pick(await visitor.browser.get(sent.leadsTo!), KARI);
    expect((await visitor.browser.get(address)).leadsTo).toBe(`${portal.url}/consents`);
  });

  it('has the ticket out of the address at once', async () => {
    const ticket = await portal.ticket();
    const entered = await visitor.open(`/?ticket=${ticket}`);
    expect([entered.status, entered.text]).toEqual([303, '']);
    expect(JSON.stringify([...entered.headers])).not.toContain(ticket);
  });

  it('opens the patient of the ticket, and keeps that it did', async () => {
    const entered = await visitor.enter(await portal.ticket());
    const back = await visitor.browser.get(await visitor.pick(entered, KARI));
    expect(back.leadsTo).toBe(`${portal.url}/consents`);
    expect((await portal.events()).at(-1)).toMatchObject({
      type: 'PatientOpened',
      person: samplePerson(KARI).id,
      patient: tolvan,
      basis: 'HPAKUTT',
    });
  });

  it('is refused to who cancels, and gives no session', async () => {
    const address = await visitor.pick(await visitor.enter(), null);
    expect(shownError(await visitor.browser.get(address)).code).toBe('AUT_110');
    expect(visitor.session).toBeUndefined();
  });

  it('is refused in all languages at once, for its address cannot be asked for in another one', async () => {
    const page = await visitor.browser.get(await visitor.pick(await visitor.enter(), null));
    expect(page.text).toContain('You cancelled the sign-in.');
    expect(page.text).toMatch(/<p class="muted" lang="sv">Du avbröt inloggningen\./);
    expect(page.text).not.toContain('href="/language/');
    expect(shownError(await visitor.browser.get(page.url))).toEqual(shownError(page));
  });

  it('is refused below the security level, and when the identity provider fails', async () => {
    expect(shownError(await visitor.signIn('Tor Haug')).code).toBe('KJX-000002');
    expect(shownError(await visitor.signIn('Eva Bråten')).code).toBe('KJX-000001');
    expect(visitor.session).toBeUndefined();
  });

  it('shows the event id that the ledger and the log have', async () => {
    const { code, eventId } = shownError(await visitor.signIn('Astrid Løken'));
    expect(code).toBe('AUT_000');
    expect((await refusals()).at(-1)).toMatchObject({
      code,
      eventId,
      person: samplePerson('Astrid Løken').id,
    });
    expect(portal.logged).toContain(`"eventId":"${eventId}"`);
  });
});

describe('who works in several places', () => {
  const toChoice = async () => visitor.signIn(OLA);

  it('picks one, by a form that only this browser can send', async () => {
    const choice = await toChoice();
    expect([choice.url, visitor.session]).toEqual([`${portal.url}/workplace`, undefined]);
    const forged = await visitor.send('/workplace', { workplace: '1', csrfToken: 'made-up' });
    expect(shownError(forged).code).toBe('KJF-000161');
    const csrfToken = csrfTokenIn(choice);
    const nowhere = await visitor.send('/workplace', { workplace: '7', csrfToken });
    expect([nowhere.status, visitor.session]).toEqual([200, undefined]);
    const picked = await visitor.send('/workplace', { workplace: '1', csrfToken });
    expect([picked.leadsTo, visitor.session]).toEqual([`${portal.url}/start`, expect.any(String)]);
  });

  it('picks once', async () => {
    const form = { workplace: '0', csrfToken: csrfTokenIn(await toChoice()) };
    const secret = visitor.browser.cookie(portal.url, SIGN_ON)!;
    await visitor.send('/workplace', form);
    visitor.browser.plant(portal.url, SIGN_ON, secret);
    expect(shownError(await visitor.send('/workplace', form)).code).toBe('KJF-000162');
  });
});

describe('coming back from the identity provider', () => {
  it('is fixed to nothing that was there before: the session has an id of its own', async () => {
    visitor.takeOver('planted-by-an-attacker');
    await visitor.signIn(KARI);
    const first = visitor.session!;
    expect(first).toMatch(/^[\w-]{43}$/);
    await visitor.send('/sign-out', { csrfToken: csrfTokenIn(await visitor.open('/start')) });
    visitor.takeOver(first);
    await visitor.signIn(KARI);
    expect(visitor.session).not.toBe(first);
    const attacker = new Visitor(portal);
    for (const known of ['planted-by-an-attacker', first]) {
      attacker.takeOver(known);
      expect((await attacker.open('/start')).leadsTo).toBe(`${portal.url}/`);
    }
  });

  it('works once: an address that is opened again is refused', async () => {
    const entered = await visitor.enter();
    const begun = visitor.browser.cookie(portal.url, SIGN_ON)!;
    const address = await visitor.pick(entered, KARI);
    expect((await visitor.browser.get(address)).status).toBe(303);
    const stranger = new Visitor(portal);
    for (const secret of [begun, 'made-up']) {
      stranger.browser.plant(portal.url, SIGN_ON, secret);
      expect(shownError(await stranger.browser.get(address)).code).toBe('KJF-000167');
    }
  });

  it('of several at once, works for one', async () => {
    const address = await visitor.pick(await visitor.enter(), KARI);
    const answers = await Promise.all(Array.from({ length: 4 }, () => visitor.browser.get(address)));
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409, 409, 409]);
  });

  it('is refused with a state that is made up, missing or repeated, and the right one still works', async () => {
    const address = await visitor.pick(await visitor.enter(), KARI);
    const right = new URL(address).searchParams.get('state')!;
    for (const forged of [`state=made-up`, '', `state=${right}&state=${right}`, 'error=access_denied']) {
      const page = await visitor.open(`/callback?code=made-up&${forged}`);
      expect([page.status, shownError(page).code]).toEqual([409, 'KJF-000167']);
    }
    expect((await visitor.browser.get(address)).leadsTo).toBe(`${portal.url}/start`);
  });

  it('is refused in another browser, whatever it has begun itself, and the right one still works', async () => {
    const address = await visitor.pick(await visitor.enter(), KARI);
    const other = new Visitor(portal);
    expect(shownError(await other.browser.get(address)).code).toBe('KJF-000167');
    await other.enter();
    expect(shownError(await other.browser.get(address)).code).toBe('KJF-000167');
    expect(other.session).toBeUndefined();
    expect((await visitor.browser.get(address)).leadsTo).toBe(`${portal.url}/start`);
  });

  it('of two tabs of one browser, works for each', async () => {
    const tabs = [await visitor.enter(), await visitor.enter()];
    for (const tab of tabs.reverse()) {
      const address = await visitor.pick(tab, KARI);
      expect((await visitor.browser.get(address)).leadsTo).toBe(`${portal.url}/start`);
    }
    expect(visitor.browser.cookie(portal.url, SIGN_ON)).toBeUndefined();
  });

  it('loaded again, leads to the first page of who is signed on, and is no failure of the provider', async () => {
    const address = await visitor.pick(await visitor.enter(), KARI);
    const before = (await refusals()).length;
    for (let time = 0; time < 3; time += 1)
      expect((await visitor.browser.get(address)).leadsTo).toBe(`${portal.url}/start`);
    expect(await refusals()).toHaveLength(before);
  });

  it('begun by a page that was fetched beforehand, takes nothing from the one that is used', async () => {
    const entered = await visitor.enter();
    await visitor.enter();
    const address = await visitor.pick(entered, KARI);
    expect((await visitor.browser.get(address)).leadsTo).toBe(`${portal.url}/start`);
  });

  it('that was refused, shows the same code and event id when it is loaded again, and is kept once', async () => {
    const address = await visitor.pick(await visitor.enter(), 'Astrid Løken');
    const before = (await refusals()).length;
    const shown = [await visitor.browser.get(address), await visitor.browser.get(address)].map(shownError);
    expect(shown[0]).toMatchObject({ code: 'AUT_000' });
    expect(shown[1]).toEqual(shown[0]);
    expect(await refusals()).toHaveLength(before + 1);
  });

  it('is refused with another code than the identity provider gave for it', async () => {
    const mine = new URL(await visitor.pick(await visitor.enter(), KARI));
    const other = new Visitor(portal);
    const theirs = new URL(await other.pick(await other.enter(), OLA));
    mine.searchParams.set('code', theirs.searchParams.get('code')!);
    expect(shownError(await visitor.browser.get(mine.href)).code).toBe('KJX-000001');
    expect(visitor.session).toBeUndefined();
  });

  it('is refused from another issuer', async () => {
    const address = new URL(await visitor.pick(await visitor.enter(), KARI));
    address.searchParams.set('iss', 'https://attacker.example');
    expect(shownError(await visitor.browser.get(address.href)).code).toBe('KJX-000001');
  });

  it('goes on where a restart of the portal has come between', async () => {
    const address = await visitor.pick(await visitor.enter(await portal.ticket()), KARI);
    await portal.restart();
    expect((await visitor.browser.get(address)).leadsTo).toBe(`${portal.url}/consents`);
  });

  it('is refused after ten minutes', async () => {
    const address = await visitor.pick(await visitor.enter(), KARI);
    portal.turnClock(600);
    expect(shownError(await visitor.browser.get(address)).code).toBe('KJF-000167');
  });
});

describe('a ticket', () => {
  it.each(['', 'made-up', 'a'.repeat(43)])('that was never issued (%j) leads nowhere', async (ticket) => {
    expect(shownError(await visitor.enter(ticket)).code).toBe('AUT_119');
  });

  it('that is refused is told at an address without it, as often as that is opened', async () => {
    const refused = await visitor.enter('made-up');
    expect(refused.url).toBe(`${portal.url}/enter`);
    expect(shownError(await visitor.open('/enter')).code).toBe('AUT_119');
  });

  it('is for the browser that came with it: anybody else, or one that keeps no cookies, has none', async () => {
    await visitor.enter(await portal.ticket());
    expect(shownError(await new Visitor(portal).open('/enter')).code).toBe('AUT_119');
  });

  it('is forgotten when nobody went on with it for ten minutes', async () => {
    await visitor.open(`/?ticket=${await portal.ticket()}`);
    portal.turnClock(10 * 60);
    expect(shownError(await visitor.open('/enter')).code).toBe('AUT_119');
  });

  it('that is given twice leads nowhere', async () => {
    const ticket = await portal.ticket();
    expect(shownError(await visitor.enterAt(`/?ticket=${ticket}&ticket=${ticket}`)).code).toBe('AUT_119');
  });

  it('belongs to the first who came with it, who may come again', async () => {
    const ticket = await portal.ticket();
    await visitor.signIn(KARI, ticket);
    expect((await visitor.enter(ticket)).leadsTo).toBe(`${portal.url}/consents`);
    const thief = new Visitor(portal);
    expect(shownError(await thief.signIn(OLA, ticket)).code).toBe('AUT_119');
    expect(thief.session).toBeUndefined();
  });

  it('opens nothing for a thief who is signed on already, and closes what was open', async () => {
    const stolen = await portal.ticket();
    await visitor.signIn(KARI, stolen);
    const thief = new Visitor(portal);
    await thief.signIn('Ingrid Myhre', await portal.ticket('Legevakten'));
    expect(shownError(await thief.enter(stolen)).code).toBe('AUT_119');
    expect((await thief.open('/')).leadsTo).toBe(`${portal.url}/start`);
  });

  it('that expires while the person signs in is refused as expired', async () => {
    const entered = await visitor.enter(await portal.ticket());
    const address = await visitor.pick(entered, KARI);
    portal.turnClock(300);
    expect(shownError(await visitor.browser.get(address)).code).toBe('AUT_002');
    expect(visitor.session).toBeUndefined();
  });
});
