import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { calculateJwkThumbprint, exportJWK, exportPKCS8 } from 'jose';
import { answering, faultless } from '../support/faulty-proxy';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';
import { signingKey } from '../support/token-issuer';
import { spawnIssuer, type SpawnedIssuer } from '../client/spawned-issuer';
import { adoptingLedger, honest, type AdoptingLedger } from './adopting-ledger';
import { Refusal } from './scripted-source';

const all = [1, 2, 3];
const RESOURCE = 'https://consents.example';

let folder: TemporaryFolder;
let issuer: SpawnedIssuer;
let at: AdoptingLedger;
beforeAll(async () => {
  folder = await temporaryFolder();
  const [own, signing] = [await signingKey('caller'), await signingKey('issuer')];
  await writeFile(fileOf('client.key'), await exportPKCS8(own.privateKey));
  await writeFile(fileOf('other.key'), await exportPKCS8(signing.privateKey));
  issuer = await spawnIssuer({
    clientId: 'records',
    callerKey: { ...own.publicKey, kid: await calculateJwkThumbprint(own.publicKey) },
    issuerKey: { ...signing.publicKey, ...(await exportJWK(signing.privateKey)), use: 'sig' },
    audiences: { [RESOURCE]: 'consent-ledger' },
    demandsNonces: false,
  });
  at = await adoptingLedger();
});
beforeEach(() => {
  at.source.script = honest(all);
  at.source.tokens.length = 0;
  issuer.proxy.seen.length = 0;
});
afterAll(async () => {
  await at.close();
  await issuer.close();
  await folder.remove();
});

const fileOf = (name: string): string => join(folder.path, name);

const byIssuer = (key = 'client.key'): string[] => [
  ...['--token-issuer', issuer.proxy.url, '--client-id', 'records', '--resource', RESOURCE],
  ...['--client-key', fileOf(key)],
];

it('proves the caller by one token of the issuer, and by another one when the service refuses it', async () => {
  const { list, patient } = honest(all);
  let isRefused = false;
  at.source.script = {
    list,
    patient: (asked, ended) => {
      const answer = isRefused ? patient(asked, ended) : new Refusal(401);
      isRefused = true;
      return answer;
    },
  };
  const run = await at.adopt('--concurrency', '1', ...byIssuer());
  expect(run).toMatchObject({ code: 0, err: '', out: expect.stringContaining('3 adopted.') });
  const [first, second, ...others] = [...new Set(at.source.tokens)];
  expect(at.source.tokens).toEqual([first, first, second, second, second]);
  expect([first, second]).toEqual(Array.from({ length: 2 }, () => expect.stringMatching(/^Bearer .{100}/)));
  expect(others).toEqual([]);
  expect(issuer.proxy.seen.filter(({ path }) => path === '/token')).toHaveLength(2);
});

it('asks an issuer again that is away for a moment, or asks for patience', async () => {
  const patience = { 'retry-after': '0' };
  const busy = [answering(429, '', patience), answering(503, '{"error":"busy"}', patience)];
  issuer.proxy.next = [answering(503, ''), faultless, answering(503, ''), ...busy];
  expect(await at.adopt(...byIssuer())).toMatchObject({ code: 0, err: '' });
});

it('says that the issuer refuses, and asks nobody', async () => {
  const run = await at.adopt(...byIssuer('other.key'));
  expect(run).toMatchObject({ code: 3, err: expect.stringContaining('The issuer gives no token: ') });
  expect(at.source.tokens).toEqual([]);
});
