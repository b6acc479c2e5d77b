import type { BrowserContext } from 'playwright-core';
import { samplePeople } from '../sample-people';
import type { Stage } from '../stage';
import type { Visitor } from '../visitor';
import type { WholeSystem } from '../whole-system';

const PATIENT = '191212121212';
/** The beginning of a token's header and claims. */
const TOKEN = /eyJ[\w-]*\.eyJ/;

const sessionOf = async (context: BrowserContext) =>
  (await context.cookies()).find(({ name }) => name.startsWith('__Host-') && name.includes('session'));

const shows = async ({ page }: Visitor, text: string): Promise<boolean> =>
  (await page.content()).replaceAll('-', '').includes(text);

async function openTolvan(visitor: Visitor): Promise<void> {
  await visitor.signIn('Kari Nordlie');
  await visitor.openPatient(PATIENT);
  expect(await shows(visitor, PATIENT)).toBe(true);
}

export function leaving(stageOf: () => Stage): void {
  it('leaves nothing behind Back', async () => {
    await stageOf().visit(async (visitor) => {
      await openTolvan(visitor);
      await visitor.signOut();
      expect(visitor.path).toBe('/signed-out');
      for (let step = 0; step < 4; step++) {
        await visitor.page.goBack();
        expect(await shows(visitor, PATIENT)).toBe(false);
      }
    });
  });

  it('is signing out of the identity provider too, by a form that has the token in no address', async () => {
    await stageOf().visit(async (visitor) => {
      const sessionsThere = async () =>
        (await visitor.context.cookies(stageOf().system.issuer)).filter(({ name }) => name === '_session');
      await openTolvan(visitor);
      expect(await sessionsThere()).toHaveLength(1);
      await visitor.signOut();
      expect(visitor.path).toBe('/signed-out');
      expect(await sessionsThere()).toEqual([]);
      expect(visitor.addresses.filter((address) => TOKEN.test(address))).toEqual([]);
    });
  });

  it('is for good: the cookie of before opens nothing', async () => {
    await stageOf().visit(async (visitor) => {
      await openTolvan(visitor);
      const before = await visitor.context.cookies();
      await visitor.signOut();
      expect(visitor.path).toBe('/signed-out');
      await visitor.context.addCookies(before);
      await visitor.open('/consents');
      expect(await shows(visitor, PATIENT)).toBe(false);
      expect(visitor.page.url()).toContain(stageOf().system.issuer);
    });
  });
}

export function session(stageOf: () => Stage): void {
  it('is in a cookie that scripts, other sites and plain connections cannot have', async () => {
    await stageOf().visit(async (visitor) => {
      await visitor.signIn('Kari Nordlie');
      expect(await sessionOf(visitor.context)).toMatchObject({
        httpOnly: true,
        secure: true,
        sameSite: 'Lax',
        path: '/',
        expires: -1,
      });
    });
  });

  it('is another one after a patient was opened, so that nobody can have known it before', async () => {
    await stageOf().visit(async (visitor) => {
      await visitor.signIn('Kari Nordlie');
      const before = await sessionOf(visitor.context);
      await visitor.openPatient(PATIENT);
      const after = await sessionOf(visitor.context);
      expect(after!.value).not.toBe(before!.value);
    });
  });

  it('cannot be had in another browser by the address that a sign-on ended with; its own goes on', async () => {
    const stage = stageOf();
    const callback = await stage.visit(async (visitor) => {
      await visitor.signIn('Kari Nordlie');
      const address = visitor.addresses.find((each) => each.includes('/callback'))!;
      await visitor.page.goto(address);
      expect(visitor.path).toBe('/start');
      return address;
    });
    await stage.visit(async (visitor) => {
      await visitor.page.goto(callback);
      expect((await visitor.shownError()).code).toBe('KJF-000167');
      expect(await sessionOf(visitor.context)).toBeUndefined();
    });
  });

  it('survives a restart of the portal, and ends when nobody was there for too long', async () => {
    await expectEndBy({ SESSION_IDLE_S: '1' }, stageOf().system);
  });

  it('ends some time after signing on, however busy', async () => {
    await expectEndBy({ SESSION_ABSOLUTE_S: '1' }, stageOf().system);
  });

  /** A limit of a second, which is over by the time that the portal is there again. */
  async function expectEndBy(limit: Readonly<Record<string, string>>, system: WholeSystem): Promise<void> {
    await stageOf().visit(async (visitor) => {
      await openTolvan(visitor);
      await system.restartPortal();
      await visitor.page.reload();
      expect(await shows(visitor, PATIENT)).toBe(true);
      await system.restartPortal(limit);
      await visitor.page.waitForTimeout(1_100);
      await visitor.open('/consents');
      expect(await shows(visitor, PATIENT)).toBe(false);
      expect(visitor.page.url()).toContain(system.issuer);
    });
    await system.restartPortal();
  }
}

/** Pages of others that send a form to the portal, in the browser of somebody who is signed on there. */
export function foreignForms(stageOf: () => Stage): void {
  it.each([
    ['of a neighbour on the same host, with which the browser sends the cookie', '127.0.0.1', 'KJF-000161'],
    ['of another site, with which it does not', 'attacker.example', 'KJF-000162'],
  ])('change nothing: a page %s', async (_, host, code) => {
    await stageOf().visit(async (visitor) => {
      await openTolvan(visitor);
      for (const path of ['/sign-out', '/start', '/consents/register']) {
        await visitor.openForeign(`http://${host}:9/`, formTo(stageOf().system.url + path));
        await visitor.press('button');
        expect([path, visitor.path, (await visitor.shownError()).code]).toEqual([path, path, code]);
      }
      await visitor.open('/consents');
      expect(await shows(visitor, PATIENT)).toBe(true);
    });
  });
}

const formTo = (address: string): string =>
  `<form method="post" action="${address}"><input name="csrfToken" value="made-up"><button>Win a prize</button></form>`;

/** To be run last: what is looked for is in everything that the others have left behind. */
export function traces(stageOf: () => Stage): void {
  const identities = [...samplePeople.map(({ id }) => id.extension), PATIENT, '200101010106'];
  const found = (texts: readonly string[], secrets: readonly string[]) =>
    texts.filter((text) => secrets.some((secret) => decodeURIComponent(text).includes(secret)));

  it('has no identity in any address or log', () => {
    const { addresses, histories, system } = stageOf();
    expect(addresses.length).toBeGreaterThan(100);
    expect(found([...addresses, ...histories], identities)).toEqual([]);
    expect(system.logs.filter((line) => identities.some((each) => line.includes(each)))).toEqual([]);
  });

  it('has a token of the identity provider in no address or log', () => {
    const { addresses, histories, system } = stageOf();
    expect([...addresses, ...histories, ...system.logs].filter((text) => TOKEN.test(text))).toEqual([]);
  });

  it('has a ticket nowhere but in the one address that a records system opens', () => {
    const { addresses, histories, tickets, system } = stageOf();
    const entries = tickets.map((ticket) => `${system.url}/?ticket=${ticket}`);
    expect(tickets.length).toBeGreaterThan(5);
    expect(found(addresses, tickets).filter((address) => !entries.includes(address))).toEqual([]);
    expect(found(histories, tickets)).toEqual([]);
    expect(system.logs.filter((line) => tickets.some((each) => line.includes(each)))).toEqual([]);
  });
}
