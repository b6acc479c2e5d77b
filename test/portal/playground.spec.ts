import { formIn, PlainBrowser } from './support/browser';
import { PortalUnderTest } from './sessions/portal-under-test';

const PLAYGROUND = '/playground';

/** Nobody who is signed in. */
const anybody = ({ url }: PortalUnderTest, language?: string): PlainBrowser =>
  new PlainBrowser(url, '', language);

describe('in development', () => {
  let portal: PortalUnderTest;

  beforeAll(async () => {
    portal = await PortalUnderTest.start();
  });
  afterAll(() => portal.close());

  it('the playground answers, and appends nothing to the ledger', async () => {
    const before = await portal.storedText();
    const browser = anybody(portal, 'en');
    const page = await browser.get(PLAYGROUND);
    expect([page.status, page.text.includes('>No</span></p>')]).toEqual([200, true]);
    const asked = await browser.send(formIn(page, PLAYGROUND), { knownDay: '8', pressed: 'ask' });
    expect([asked.status, asked.text.includes('>Yes</span></p>')]).toEqual([200, true]);
    const added = await browser.send(formIn(asked, PLAYGROUND), { pressed: 'add:register' });
    expect(formIn(added, PLAYGROUND).fields).toMatchObject({
      count: '4',
      'consent-3': 'C',
      'kind-3': 'register',
    });
    expect(await portal.storedText()).toBe(before);
  });

  it.each<[string, Record<string, string>]>([
    ['a field that is missing or foreign', { count: '2', 'kind-0': 'x', 'consent-1': '__proto__', unit: '' }],
    ['far too many events', { count: '9999' }],
    ['days that do not exist', { validDay: '1e9', knownDay: '-5', 'day-0': 'NaN' }],
    ['a button that is not there', { pressed: 'later:99' }],
  ])('the playground takes %s for the nearest that there is', async (_what, fields) => {
    const browser = anybody(portal);
    const form = formIn(await browser.get(PLAYGROUND), PLAYGROUND);
    expect((await browser.send(form, fields)).status).toBe(200);
  });

  it('the playground keeps what was laid out when it is shown in another language', async () => {
    const browser = anybody(portal, 'en');
    const added = await browser.send(formIn(await browser.get(PLAYGROUND), PLAYGROUND), {
      ...{ pressed: 'add:register', validDay: '7', 'length-0': 'week' },
    });
    const form = formIn(added, PLAYGROUND);
    const typed = { knownDay: '3', 'day-3': '17' };
    const page = await browser.send(form, { ...typed, language: 'nb' });
    expect([page.status, page.text.includes('<html lang="nb">')]).toEqual([200, true]);
    expect(formIn(page, PLAYGROUND).fields).toEqual({ ...form.fields, ...typed });
  });

  it('is gone in production, whatever the provider is called', async () => {
    const environment = process.env.NODE_ENV;
    process.env.NODE_ENV = 'production';
    await portal.restart();
    process.env.NODE_ENV = environment;
    expect((await anybody(portal).get(PLAYGROUND)).status).toBe(404);
    await portal.restart();
    expect((await anybody(portal).get(PLAYGROUND)).status).toBe(200);
  });
});

it('is not there with another identity provider, even where nothing says production', async () => {
  const portal = await PortalUnderTest.start({}, { OIDC_ISSUER: 'https://id.example.com' });
  const browser = anybody(portal);
  expect((await browser.get(PLAYGROUND)).status).toBe(404);
  expect((await browser.send({ action: PLAYGROUND, fields: {} })).status).toBe(404);
  await portal.close();
});
