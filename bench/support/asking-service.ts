import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { rights } from '#callers';
import { TestAuthority, type Identity } from '../../test/support/test-authority';
import { TokenIssuer } from '../../test/support/token-issuer';

/** The caller of every bench, at its issuer of tokens. */
export const CLIENT_ID = 'bench';

/** What callers prove themselves with. */
export interface Parties {
  readonly authority: TestAuthority;
  readonly identity: Identity;
  readonly issuer: TokenIssuer;
}

/** Settings of a service that asks who calls: behind a proxy that ends TLS, and with TLS of its own. */
export type AskingSettings = Readonly<Record<'plain' | 'tls', Record<string, string>>>;

export async function makeParties(): Promise<Parties> {
  const [authority, issuer] = [await TestAuthority.create('Callers'), await TokenIssuer.start()];
  return { authority, issuer, identity: await authority.issue('CN=a, 2.5.4.5=BENCH') };
}

/** Writes the register, and what services prove themselves with, into a folder; the ledger is in its `data`. */
export async function settingsIn(
  folder: string,
  { authority, issuer }: Omit<Parties, 'identity'>,
): Promise<AskingSettings> {
  const own = await authority.issue('CN=service', { host: '127.0.0.1' });
  const caller = { systemId: 'SE165565594230-B1', name: 'Bench', careProviders: 'all', rights };
  const proofs = {
    tokens: [{ issuer: issuer.url, clientId: CLIENT_ID }],
    certificates: [{ serialNumber: 'BENCH' }],
  };
  const files = {
    'callers.json': JSON.stringify({ issuers: [issuer.entry()], callers: [{ ...caller, ...proofs }] }),
    'authorities.pem': authority.cert,
    'service.pem': own.cert,
    'service.key': own.key,
  };
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  const common = {
    DATA_DIR: join(folder, 'data'),
    CALLERS_FILE: join(folder, 'callers.json'),
    TLS_CLIENT_AUTHORITIES_FILE: join(folder, 'authorities.pem'),
  };
  return {
    plain: {
      ...common,
      CLIENT_CERTIFICATE_HEADER: 'X-SSL-Client-Cert',
      CLIENT_CERTIFICATE_PROXIES: '127.0.0.1',
    },
    tls: {
      ...common,
      TLS_CERTIFICATE_FILE: join(folder, 'service.pem'),
      TLS_KEY_FILE: join(folder, 'service.key'),
    },
  };
}
