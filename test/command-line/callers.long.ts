import { join } from 'node:path';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { guardedNames, readRegister, rightOfContract, rights } from '#callers';
import { ledger } from '../support/ledger-cli';
import { codeOf, pageAt, tableUnder } from '../support/pages';
import { projectFolder } from '../support/project-folder';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';

const sample = join(projectFolder, 'samples/callers.json');

let folder: TemporaryFolder;
beforeAll(async () => void (folder = await temporaryFolder()));
afterAll(() => folder.remove());

it('prints every fault of a register, and ends with 1', async () => {
  const file = join(folder.path, 'callers.json');
  await writeFile(file, '{"issuers": [], "callers": [{"systemId": "SE1-A", "name": "A", "tokens": []}]}');
  const { code, out, err } = await ledger(['callers', 'check', file]);
  expect({ code, out }).toEqual({ code: 1, out: '' });
  for (const member of ['careProviders', 'rights'])
    expect(err).toMatch(new RegExp(`^ {2}callers\\[0\\]\\.${member}: `, 'm'));
  const { records } = await ledger(['callers', 'check', file, '--json']);
  expect(records()).toEqual([{ usable: false, faults: expect.any(Array) as unknown }]);
});

it('lists what each caller may do in the end', async () => {
  const { records } = await ledger(['callers', 'list', sample, '--json']);
  expect(records()).toMatchObject([
    { rights: ['read', 'write', 'check', 'list'], speaksFor: [] },
    { contracts: ['CheckConsent'], speaksFor: 'all' },
  ]);
  const { code, out } = await ledger(['callers', 'list', sample]);
  expect(code).toBe(0);
  expect(out).toMatch(/^SE165565594230-1000 {2}National service platform .* all {2}/m);
});

it('lists the limits of a caller', async () => {
  const file = join(folder.path, 'limited.json');
  const register = JSON.parse(await readFile(sample, 'utf8')) as { callers: object[] };
  const limits = { perSecond: 50, burst: 200, concurrent: 10 };
  await writeFile(file, JSON.stringify({ ...register, callers: [{ ...register.callers[0], limits }] }));
  expect((await ledger(['callers', 'list', file])).out).toContain('50 a second, 200 at once, 10 open');
  expect((await ledger(['callers', 'list', file, '--json'])).records()).toMatchObject([{ limits }]);
});

it('makes a private key once, and prints its public half as a register has it', async () => {
  const file = join(folder.path, 'portal.pem');
  const first = await ledger(['callers', 'key', file]);
  expect(first).toMatchObject({ code: 0, err: '' });
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  const { records } = await ledger(['callers', 'key', file, '--json']);
  expect(records()).toEqual([JSON.parse(first.out)]);
  const issuer = {
    issuer: 'portal',
    audience: 'a',
    algorithms: ['ES256'],
    ...(JSON.parse(first.out) as object),
  };
  expect(readRegister(JSON.stringify({ issuers: [issuer], callers: [] })).issuers).toHaveLength(1);
});

it('refuses a word that is neither, and a file that is not there', async () => {
  expect(await ledger(['callers', 'lst', sample])).toMatchObject({ code: 2 });
  expect(await ledger(['callers', 'check', join(folder.path, 'none.json')])).toMatchObject({ code: 3 });
});

it('has every right, with its contracts, on the page', () => {
  const table = tableUnder('The register', pageAt('docs/callers.md')).slice(-rights.length);
  expect(table.map(([right]) => codeOf(right))).toEqual([...rights]);
  for (const contract of guardedNames.filter((name) => rightOfContract[name] !== 'audit')) {
    const [right] = table.find(([, allowed]) => allowed!.split(', ').includes(contract)) ?? [];
    expect([contract, codeOf(right)]).toEqual([contract, rightOfContract[contract]]);
  }
});
