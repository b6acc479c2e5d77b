import { cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { verifyInProcess } from '../corruption/verify-in-process';
import { ledger as command, type LedgerRun } from '../support/ledger-cli';
import { person } from '../support/people';
import { AgedCopy, removedWords } from './aged-copy';
import { daysOnDisk } from './aged-ledger';

let copy: AgedCopy;

const run = (args: readonly string[], input?: string, data = copy.path): Promise<LedgerRun> =>
  command(args, { environment: { DATA_DIR: data }, input });

beforeAll(async () => {
  copy = await AgedCopy.make();
  await copy.renew();
  await copy.apply();
});
afterAll(() => copy.remove());

const span = ['--from', '2015-03-01', '--to', '2015-03-05'];

it.each(['decisions', 'accesses'])('ledger %s passes over what was removed, and says so', async (name) => {
  const { code, out } = await run([name, ...span]);
  expect({ code, out }).toEqual({ code: 0, out: expect.stringMatching(removedWords) });
  expect(out).toContain('3 days, 2015-03-02 to 2015-03-04,');
});

it("a patient's extract says which days were removed", async () => {
  const folder = join(copy.path, 'extract');
  const { code } = await run(['extract', '--json', '--out', folder], `${person(2).extension}\n`);
  expect(code).toBe(0);
  const out = await readFile(join(folder, 'extract.ndjson'), 'utf8');
  expect(out).toContain('"first":"2015-03-02","last":"2015-03-04"');
  expect(out).toContain('Records schedule 4.2');
});

it('an export carries what is left, and its import is proved by the same key', async () => {
  const [file, imported] = [join(copy.path, 'export.jsonl'), join(copy.path, 'imported')];
  expect(await run(['export', file])).toMatchObject({ code: 0 });
  expect(await run(['import', file], undefined, imported)).toMatchObject({ code: 0 });
  await cp(join(copy.path, 'keys'), join(imported, 'keys'), { recursive: true });
  const before = await verifyInProcess({ DATA_DIR: copy.path });
  const after = await verifyInProcess({ DATA_DIR: imported });
  expect(after.findings).toEqual([]);
  expect(after.summary!.decisions.proved).toEqual(before.summary!.decisions.proved);
  expect(await daysOnDisk(join(imported, 'audit-log'))).toEqual(['2099-01-01']);
});
