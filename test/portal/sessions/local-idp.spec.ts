import { generateKeyPairSync } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePorts } from '../../support/free-ports';
import { spawnServer } from '../../support/spawned-service';
import { temporaryFolder } from '../../support/temporary-folder';
import { PortalUnderTest } from './portal-under-test';
import { shownError, Visitor } from './visitor';

it.each(['portal/src/local-idp/main.js', 'portal/src/main.js'])(
  '%s does not start in production with settings for development',
  async (main) => {
    const folder = await temporaryFolder();
    const start = spawnServer(main, { NODE_ENV: 'production', DATA_DIR: folder.path, LOCAL_IDP_PORT: '0' });
    await expect(start).rejects.toThrow(/production/);
    await folder.remove();
  },
);

describe('an identity provider', () => {
  it('that is not there lets nobody in, and leaves nothing behind', async () => {
    const nobody = `http://127.0.0.1:${(await freePorts(1))[0]}`;
    const portal = await PortalUnderTest.start({}, { OIDC_ISSUER: nobody });
    const visitor = new Visitor(portal);
    const page = await visitor.enter(await portal.ticket());
    expect([page.status, shownError(page).code]).toEqual([502, 'KJX-000001']);
    expect((await portal.events()).at(-1)).toMatchObject({ ...shownError(page), type: 'SignOnRefused' });
    await portal.close();
  });

  it('lets no client in that has another key', async () => {
    const folder = await temporaryFolder();
    const file = join(folder.path, 'stranger.pem');
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    writeFileSync(file, privateKey.export({ format: 'pem', type: 'pkcs8' }));
    const portal = await PortalUnderTest.start({}, { OIDC_CLIENT_KEY_FILE: file });
    const page = await new Visitor(portal).enter();
    expect(shownError(page).code).toBe('KJX-000001');
    expect(portal.logged).toContain('invalid_client');
    await portal.close();
    await folder.remove();
  });
});
