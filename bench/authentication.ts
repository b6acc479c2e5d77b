import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rights } from '#callers';
import { TestAuthority } from '../test/support/test-authority';
import { inSeconds, TokenIssuer } from '../test/support/token-issuer';
import { check } from './support/consents';
import { measure } from './support/load';
import { loadLedger } from './support/load-ledger';
import { startServer, type ServerProcess } from './support/server-process';
import { table } from './support/table';

const CONSENTS = Number(process.env.CONSENTS ?? 20_000);
const ROUNDS = Number(process.env.ROUNDS ?? 3);
const SECONDS = Number(process.env.SECONDS ?? 4);
const CONNECTIONS = Number(process.env.CONNECTIONS ?? 32);

interface Way {
  readonly name: string;
  readonly server: ServerProcess;
  readonly headers: Readonly<Record<string, string>>;
}

/** The same ledger behind a service that asks nobody, and one that is sent a token seen before, or a certificate in a header. */
async function ways(folder: string): Promise<readonly Way[]> {
  const [authority, issuer] = [await TestAuthority.create('Callers'), await TokenIssuer.start()];
  const { cert } = await authority.issue('CN=a, 2.5.4.5=BENCH');
  const token = await issuer.token('bench', { exp: inSeconds(3600) });
  const caller = { systemId: 'SE165565594230-B1', name: 'Bench', careProviders: 'all', rights };
  const proofs = {
    tokens: [{ issuer: issuer.url, clientId: 'bench' }],
    certificates: [{ serialNumber: 'BENCH' }],
  };
  const register = JSON.stringify({ issuers: [issuer.entry()], callers: [{ ...caller, ...proofs }] });
  await writeFile(join(folder, 'callers.json'), register);
  await writeFile(join(folder, 'authorities.pem'), authority.cert);
  const DATA_DIR = join(folder, 'data');
  await loadLedger(DATA_DIR, CONSENTS);
  const asking = await startServer('apps/api/src/main.js', {
    ...{ DATA_DIR, CALLERS_FILE: join(folder, 'callers.json') },
    TLS_CLIENT_AUTHORITIES_FILE: join(folder, 'authorities.pem'),
    CLIENT_CERTIFICATE_HEADER: 'X-SSL-Client-Cert',
    CLIENT_CERTIFICATE_PROXIES: '127.0.0.1',
  });
  const trusting = await startServer('apps/api/src/main.js', { DATA_DIR });
  return [
    { name: 'none', server: trusting, headers: {} },
    { name: 'token', server: asking, headers: { authorization: `Bearer ${token}` } },
    { name: 'certificate', server: asking, headers: { 'x-ssl-client-cert': encodeURIComponent(cert) } },
  ];
}

/** What proving who calls costs a check, in turns. */
async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'consent-bench-'));
  const all = await ways(folder);
  const rows: string[][] = [];
  let person = 0;
  const body = (): string => check((person = (person + 1) % CONSENTS));
  for (let round = 1; round <= ROUNDS; round++) {
    const load = { path: '/v2/check-consent', body, connections: CONNECTIONS, seconds: SECONDS };
    let none = 0;
    for (const { name, server, headers } of all) {
      const { rate, cpuMicros, failed } = await measure(server, { ...load, headers });
      if (failed > 0) throw new Error(`${failed} checks failed.`);
      if (name === 'none') none = cpuMicros;
      const [more, ratio] = [(cpuMicros - none).toFixed(1), (cpuMicros / none).toFixed(3)];
      rows.push([`round ${round}`, name, rate.toFixed(0), cpuMicros.toFixed(1), more, ratio]);
    }
  }
  process.stdout.write(table(['', 'proof', 'checks/s', 'CPU µs', 'more than none', 'ratio'], rows));
  for (const { server } of all.slice(0, 2)) await server.stop();
  await rm(folder, { recursive: true });
  process.exit();
}

void main();
