import { createHash, generateKeyPairSync, randomUUID, sign, type KeyObject } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { calculateJwkThumbprint } from 'jose';
import { rights } from '#callers';
import { TestAuthority, type Identity } from '../test/support/test-authority';
import { inSeconds, TokenIssuer } from '../test/support/token-issuer';
import { check } from './support/consents';
import { measure, type Load } from './support/load';
import { loadLedger } from './support/load-ledger';
import { startServer, type ServerProcess } from './support/server-process';
import { demandSound, untilReady } from './support/sound-service';
import { table } from './support/table';

const CONSENTS = Number(process.env.CONSENTS ?? 20_000);
const ROUNDS = Number(process.env.ROUNDS ?? 3);
const SECONDS = Number(process.env.SECONDS ?? 4);
const CONNECTIONS = Number(process.env.CONNECTIONS ?? 32);
const PATH = '/v2/check-consent';

interface Way extends Pick<Load, 'headers' | 'headersOfEach' | 'tls'> {
  readonly name: string;
  readonly server: ServerProcess;
}

/** What callers prove themselves with. */
interface Parties {
  readonly authority: TestAuthority;
  readonly identity: Identity;
  readonly issuer: TokenIssuer;
}

/** Writes the register, and what services prove themselves with; returns the settings of services that ask who calls. */
async function settingsIn(folder: string, { authority, issuer }: Parties): Promise<Asking> {
  const own = await authority.issue('CN=service', { host: '127.0.0.1' });
  const caller = { systemId: 'SE165565594230-B1', name: 'Bench', careProviders: 'all', rights };
  const proofs = {
    tokens: [{ issuer: issuer.url, clientId: 'bench' }],
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

type Asking = Readonly<Record<'plain' | 'tls', Record<string, string>>>;

/** The same ledger behind a service that asks nobody, one that asks, and one that speaks TLS. */
async function ways(folder: string): Promise<readonly Way[]> {
  const [authority, issuer] = [await TestAuthority.create('Callers'), await TokenIssuer.start()];
  const identity = await authority.issue('CN=a, 2.5.4.5=BENCH');
  const asking = await settingsIn(folder, { authority, identity, issuer });
  await loadLedger(asking.plain.DATA_DIR!, CONSENTS);
  const [plain, tls] = [await startAsking(asking.plain), await startAsking(asking.tls)];
  const trusting = await startServer('apps/api/src/main.js', { DATA_DIR: asking.plain.DATA_DIR! });
  const token = await issuer.token('bench', { exp: inSeconds(3600) });
  const shown = { ca: authority.cert, cert: identity.cert, key: identity.key };
  const headerCertificate = { 'x-ssl-client-cert': encodeURIComponent(identity.cert) };
  return [
    { name: 'none', server: trusting },
    { name: 'token', server: plain, headers: { authorization: `Bearer ${token}` } },
    { name: 'token and DPoP', server: plain, headersOfEach: await boundProofs(issuer, plain.url + PATH) },
    { name: 'certificate in a header', server: plain, headers: headerCertificate },
    {
      name: 'TLS, token',
      server: tls,
      tls: { ca: authority.cert },
      headers: { authorization: `Bearer ${token}` },
    },
    { name: 'mutual TLS', server: tls, tls: shown },
    { name: 'mutual TLS, a handshake each', server: tls, tls: shown, headers: { connection: 'close' } },
  ];
}

const startAsking = (settings: Record<string, string>): Promise<ServerProcess> =>
  startServer('apps/api/src/main.js', settings);

/** A token that is bound to a key, with a new proof of that key for each request. */
async function boundProofs(issuer: TokenIssuer, htu: string): Promise<() => Record<string, string>> {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const jwk = publicKey.export({ format: 'jwk' });
  const jkt = await calculateJwkThumbprint(jwk);
  const token = await issuer.token('bench', { exp: inSeconds(3600), cnf: { jkt } });
  const header = inBase64({ typ: 'dpop+jwt', alg: 'ES256', jwk });
  const ath = createHash('sha256').update(token).digest('base64url');
  const authorization = `DPoP ${token}`;
  return () => {
    const claims = { jti: randomUUID(), htm: 'POST', htu, iat: inSeconds(0), ath };
    return { authorization, dpop: signed(`${header}.${inBase64(claims)}`, privateKey) };
  };
}

const inBase64 = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');

const signed = (text: string, key: KeyObject): string =>
  `${text}.${sign('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;

/** What proving who calls costs a check, in turns. */
async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'consent-bench-'));
  const [load] = loadavg();
  const all = await ways(folder);
  const rows: string[][] = [];
  let person = 0;
  const body = (): string => check((person = (person + 1) % CONSENTS));
  for (let round = 1; round <= ROUNDS; round++) {
    let none = 0;
    for (const { name, server, ...way } of all) {
      const asked = { path: PATH, body, connections: CONNECTIONS, seconds: SECONDS, ...way };
      const { rate, cpuMicros, failed } = await measure(server, asked);
      if (failed > 0) throw new Error(`${failed} checks failed, with ${name}.`);
      if (name === 'none') none = cpuMicros;
      const [more, ratio] = [(cpuMicros - none).toFixed(1), (cpuMicros / none).toFixed(3)];
      rows.push([`round ${round}`, name, rate.toFixed(0), cpuMicros.toFixed(1), more, ratio]);
    }
  }
  process.stdout.write(`Load of the machine before: ${load!.toFixed(1)}.\n`);
  process.stdout.write(table(['', 'proof', 'checks/s', 'CPU µs', 'more than none', 'ratio'], rows));
  await endSoundly(all, folder);
}

/** The one that asks nobody is asked for all, because the three have one ledger; the others have to be at its end. */
async function endSoundly(all: readonly Way[], folder: string): Promise<void> {
  const [trusting, plain] = all as [Way, Way];
  await demandSound(trusting.server);
  await untilReady(plain.server);
  for (const server of new Set(all.map((way) => way.server))) await server.stop();
  await rm(folder, { recursive: true });
  process.exit();
}

void main();
