import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder, type TemporaryFolder } from '../../support/temporary-folder';
import { sampleAffiliations, sampleOrganisations, samplePerson } from '../browser/sample-people';
import { PortalUnderTest } from './portal-under-test';
import { csrfTokenIn, Visitor } from './visitor';

const KARI = 'Kari Nordlie';

let folder: TemporaryFolder;
let portal: PortalUnderTest;

/** Kari works at a second unit of her organisation. */
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
  const affiliations = [...sampleAffiliations, second];
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
