import { createHash, generateKeyPairSync, randomUUID, sign, type KeyObject } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { calculateJwkThumbprint } from 'jose';
import { freePorts } from '../test/support/free-ports';
import { inSeconds, type TokenIssuer } from '../test/support/token-issuer';
import { CLIENT_ID, makeParties, settingsIn } from './support/asking-service';
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
const READY_WITHIN_MS = 30_000;

interface Way extends Pick<Load, 'headers' | 'headersOfEach' | 'tls'> {
  readonly name: string;
  readonly server: Served;
}

/** A service, and where its health is asked for without TLS. */
interface Served extends ServerProcess {
  readonly health: { readonly url: string };
}

/** The same ledger behind services that ask nobody and that ask, each with TLS and without it. */
async function ways(folder: string): Promise<readonly Way[]> {
  const parties = await makeParties();
  const { authority, identity, issuer } = parties;
  const asking = await settingsIn(folder, parties);
  await loadLedger(asking.plain.DATA_DIR!, CONSENTS);
  const [plain, tls] = [await start(asking.plain), await startWithTls(asking.tls)];
  const { DATA_DIR, TLS_CERTIFICATE_FILE, TLS_KEY_FILE } = asking.tls as TlsSettings;
  const trusting = await start({ DATA_DIR });
  const trustingByTls = await startWithTls({ DATA_DIR, TLS_CERTIFICATE_FILE, TLS_KEY_FILE });
  const token = await issuer.token(CLIENT_ID, { exp: inSeconds(3600) });
  const shown = { ca: authority.cert, cert: identity.cert, key: identity.key };
  const headerCertificate = { 'x-ssl-client-cert': encodeURIComponent(identity.cert) };
  return [
    { name: 'none', server: trusting },
    { name: 'token', server: plain, headers: { authorization: `Bearer ${token}` } },
    { name: 'token and DPoP', server: plain, headersOfEach: await boundProofs(issuer, plain.url + PATH) },
    { name: 'certificate in a header', server: plain, headers: headerCertificate },
    { name: 'TLS, none', server: trustingByTls, tls: { ca: authority.cert } },
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

type TlsSettings = Record<'DATA_DIR' | 'TLS_CERTIFICATE_FILE' | 'TLS_KEY_FILE', string>;

const SERVICE = 'apps/api/src/main.js';

async function start(settings: Record<string, string>): Promise<Served> {
  const server = await startServer(SERVICE, settings);
  return { ...server, health: server };
}

async function startWithTls(settings: Record<string, string>): Promise<Served> {
  const [port] = await freePorts(1);
  const server = await startServer(SERVICE, { ...settings, OPERATIONS_PORT: String(port) });
  return { ...server, health: { url: `http://127.0.0.1:${port}` } };
}

/** A token that is bound to a key, with a new proof of that key for each request. */
async function boundProofs(issuer: TokenIssuer, htu: string): Promise<() => Record<string, string>> {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const jwk = publicKey.export({ format: 'jwk' });
  const jkt = await calculateJwkThumbprint(jwk);
  const token = await issuer.token(CLIENT_ID, { exp: inSeconds(3600), cnf: { jkt } });
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

/** The one that asks nobody is asked for all, because they have one ledger; the others have to be at its end. */
async function endSoundly(all: readonly Way[], folder: string): Promise<void> {
  await demandSound(all[0]!.server);
  const servers = new Set(all.map(({ server }) => server));
  for (const { health } of servers) await untilReady(health, READY_WITHIN_MS);
  for (const server of servers) await server.stop();
  await rm(folder, { recursive: true });
  process.exit();
}

void main();
