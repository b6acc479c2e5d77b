import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder, type TemporaryFolder } from '../../support/temporary-folder';
import { sampleAffiliations, sampleOrganisations, samplePerson } from '../browser/sample-people';
import { PortalUnderTest } from './portal-under-test';
import { csrfTokenIn, shownError, Visitor } from './visitor';

const KARI = 'Kari Nordlie';

let folder: TemporaryFolder;
let portal: PortalUnderTest;

/** Kari works at a second unit of her organisation, and at another organisation too. */
beforeAll(async () => {
  folder = await temporaryFolder();
  const path = join(folder.path, 'organisations.json');
  const { id: person } = samplePerson(KARI);
  const first = sampleAffiliations.find((each) => each.person.extension === person.extension)!;
  const second = {
    ...first,
    careUnitId: 'SE165565594230-2009',
    careUnitName: 'Hjerteovervåkningen',
    employeeId: 'SE165565594230-20Z9',
  };
  const elsewhere = {
    ...{ person, organisationNumber: '310002003', careUnitId: 'SE165565594230-3001' },
    ...{ careUnitName: 'Legevakten, mottak', employeeId: 'SE165565594230-30Z9' },
  };
  const affiliations = [...sampleAffiliations, second, elsewhere];
  writeFileSync(path, JSON.stringify({ organisations: sampleOrganisations, affiliations }));
  portal = await PortalUnderTest.start({ ORGANISATIONS_FILE: path });
});
afterAll(async () => {
  await portal.close();
  await folder.remove();
});

it('is asked for once: with the next ticket the person goes on where she works', async () => {
  const visitor = new Visitor(portal);
  const choice = await visitor.signIn(KARI, await portal.ticket());
  expect(choice.url).toBe(`${portal.url}/workplace`);
  await visitor.send('/workplace', { workplace: '1', csrfToken: csrfTokenIn(choice) });
  expect((await visitor.enter(await portal.ticket())).leadsTo).toBe(`${portal.url}/consents`);
  expect((await visitor.open('/start')).text).toContain('Hjerteovervåkningen');
});

describe('the choice of who is signed on elsewhere already', () => {
  let visitor: Visitor;
  let form: Readonly<Record<string, string>>;

  beforeEach(async () => {
    visitor = new Visitor(portal);
    const elsewhere = await visitor.signIn(KARI, await portal.ticket('Legevakten'));
    expect(elsewhere.url).toBe(`${portal.url}/consents`);
    const choice = await visitor.browser.follow(await visitor.enter(await portal.ticket()));
    expect(choice.url).toBe(`${portal.url}/workplace`);
    form = { workplace: '1', csrfToken: csrfTokenIn(choice) };
  });

  it('goes on with the session, under a new id', async () => {
    const old = visitor.session!;
    expect((await visitor.send('/workplace', form)).leadsTo).toBe(`${portal.url}/consents`);
    expect(visitor.session).not.toBe(old);
    const thief = new Visitor(portal);
    thief.takeOver(old);
    expect((await thief.open('/start')).leadsTo).toBe(`${portal.url}/`);
  });

  it('ends with the session when the person signs out: nobody comes back by it', async () => {
    await visitor.send('/sign-out', { csrfToken: csrfTokenIn(await visitor.open('/start')) });
    expect((await visitor.open('/workplace')).leadsTo).toBe(`${portal.url}/`);
    expect(shownError(await visitor.send('/workplace', form)).code).toBe('KJF-000162');
    expect(visitor.session).toBeUndefined();
  });
});

it('stays chosen when the page is shown in another language', async () => {
  const visitor = new Visitor(portal);
  const choice = await visitor.signIn(KARI);
  for (const workplace of ['0', '1', '2']) {
    const page = await visitor.send('/workplace', {
      ...{ workplace, language: 'nb', csrfToken: csrfTokenIn(choice) },
    });
    expect([page.status, page.text.includes('<html lang="nb">')]).toEqual([200, true]);
    expect(page.text).toMatch(new RegExp(`id="workplace-${workplace}"[^>]* checked`));
    expect(page.text.match(/ checked/g)).toHaveLength(1);
  }
});

it('can be changed: the register is asked again, the choice is sorted and remembered, and the patient is closed', async () => {
  const visitor = new Visitor(portal);
  const choice = await visitor.signIn(KARI);
  const names = [...choice.text.matchAll(/<label for="workplace-\d">([^<]*)</g)].map(([, name]) => name);
  expect(names).toEqual(['Hjerteovervåkningen', 'Hjertepoliklinikken', 'Legevakten, mottak']);
  const ofLegevakten = /id="workplace-(\d)"[^>]*>\s*<label[^>]*>Legevakten/.exec(choice.text)![1]!;
  await visitor.send('/workplace', { workplace: ofLegevakten, csrfToken: csrfTokenIn(choice) });
  const start = await visitor.open('/start');
  expect(start.text).toContain('Change workplace');
  const changing = await visitor.send('/workplace/change', { csrfToken: csrfTokenIn(start) });
  expect(changing.leadsTo).toBe(`${portal.url}/workplace`);
  const again = await visitor.open('/workplace');
  expect(again.text).toMatch(new RegExp(`id="workplace-${ofLegevakten}"[^>]* checked`));
  await visitor.send('/workplace', { workplace: '0', csrfToken: csrfTokenIn(again) });
  expect((await visitor.open('/start')).text).toContain('Hjertepoliklinikken, Hjertesenteret');
});
