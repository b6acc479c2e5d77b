import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { JWK } from 'jose';
import { FaultyProxy } from '../support/faulty-proxy';
import { projectFolder } from '../support/project-folder';

const MAIN = join(projectFolder, 'dist/test/client/issuer-process.js');

export interface IssuerSettings {
  readonly issuer: string;
  readonly clientId: string;
  /** The public key of the one client. */
  readonly callerKey: JWK;
  /** The private key that tokens are signed with. */
  readonly issuerKey: JWK;
  /** The audience of a token, by the resource that it is asked for. */
  readonly audiences: Readonly<Record<string, string>>;
  /** Whether proofs of keys have to be signed with a nonce. */
  readonly demandsNonces: boolean;
}

export interface SpawnedIssuer {
  /** What tests see of it, and where it can be made to fail. Its address is the issuer. */
  readonly proxy: FaultyProxy;
  close(): Promise<void>;
}

/** Starts `oidc-provider` behind a proxy. Needs `npm run build:all`. */
export async function spawnIssuer(settings: Omit<IssuerSettings, 'issuer'>): Promise<SpawnedIssuer> {
  const proxy = await FaultyProxy.before('');
  const all: IssuerSettings = { issuer: proxy.url, ...settings };
  const child = spawn(process.execPath, [MAIN, JSON.stringify(all)], { stdio: ['ignore', 'pipe', 'ignore'] });
  const [address] = (await Promise.race([
    once(createInterface({ input: child.stdout }), 'line'),
    once(child, 'exit').then(() => Promise.reject(new Error('The issuer ended.'))),
  ])) as [string];
  proxy.target = address;
  const close = async () => {
    const end = once(child, 'close');
    child.kill();
    await Promise.all([end, proxy.close()]);
  };
  return { proxy, close };
}
