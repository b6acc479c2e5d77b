import { createPublicKey } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ledger } from '../support/ledger-cli';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';

let folder: TemporaryFolder;
beforeEach(async () => void (folder = await temporaryFolder()));
afterEach(() => folder.remove());

const portalKey = (settings: Record<string, string> = {}, ...options: string[]) =>
  ledger(['portal-key', '--data-dir', folder.path, ...options], { environment: settings });

it('prints the client metadata of the portal, with the public half of its key and nothing more of it', async () => {
  const { code, out, err } = await portalKey({
    PORTAL_URL: 'https://portal.example.com/',
    OIDC_CLIENT_ID: 'region-portal',
  });
  expect({ code, err }).toEqual({ code: 0, err: '' });
  const pem = await readFile(join(folder.path, 'keys/oidc-client.pem'), 'utf8');
  const jwk = createPublicKey(pem).export({ format: 'jwk' });
  expect(JSON.parse(out)).toEqual({
    client_id: 'region-portal',
    redirect_uris: ['https://portal.example.com/callback'],
    post_logout_redirect_uris: ['https://portal.example.com/signed-out'],
    response_types: ['code'],
    grant_types: ['authorization_code'],
    token_endpoint_auth_method: 'private_key_jwt',
    jwks: { keys: [{ ...jwk, kid: expect.any(String) as unknown }] },
    dpop_bound_access_tokens: true,
  });
});

it('prints the same key each time', async () => {
  const first = await portalKey();
  const second = await portalKey({}, '--json');
  expect(second.records()).toEqual([JSON.parse(first.out)]);
});

it('refuses a key that cannot be used, in a sentence', async () => {
  const file = join(folder.path, 'key.pem');
  await writeFile(file, 'no key');
  const { code, out, err } = await portalKey({ OIDC_CLIENT_KEY_FILE: file });
  expect({ code, out }).toEqual({ code: 3, out: '' });
  expect(err).toMatch(/^The key in .*key\.pem cannot be read \(.*\)\.\n$/);
});
