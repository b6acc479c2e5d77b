import { cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { formatInstant } from '#consent';
import { verifyInProcess } from '../corruption/verify-in-process';
import { call } from '../support/call';
import { startInProcess, type InProcessService } from '../support/in-process-service';
import { ledger as command, type LedgerRun } from '../support/ledger-cli';
import { person } from '../support/people';
import { AgedCopy } from './aged-copy';
import { daysOnDisk } from './aged-ledger';

let copy: AgedCopy;
let removalId: string;

const run = (args: readonly string[], input?: string, data = copy.path): Promise<LedgerRun> =>
  command(args, { environment: { DATA_DIR: data }, input });

beforeAll(async () => {
  copy = await AgedCopy.make();
  await copy.renew();
  const [applied] = (await copy.apply()) as readonly [{ readonly removals: readonly [string] }];
  [removalId] = applied.removals;
});
afterAll(() => copy.remove());

const span = ['--from', '2015-03-01', '--to', '2015-03-05'];
const today = formatInstant(Date.now()).slice(0, 4);
const removed = new RegExp(
  `were removed by retention on ${today}-\\d\\d-\\d\\d.*, under this authority: Records schedule 4\\.2`,
);

it.each(['decisions', 'accesses'])('ledger %s passes over what was removed, and says so', async (name) => {
  const { code, out } = await run([name, ...span]);
  expect({ code, out }).toEqual({ code: 0, out: expect.stringMatching(removed) });
  expect(out).toContain('3 days, 2015-03-02 to 2015-03-04,');
});

it('ledger receipt says of a record that was removed by which removal, and when', async () => {
  const refused = await run(['receipt', '2015-03-02/0/0', '--out', '-']);
  expect(refused).toMatchObject({ code: 3, out: '', err: expect.stringMatching(removed) });
  expect(refused.err).toContain(`(removal ${removalId})`);
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

describe('the service', () => {
  let service: InProcessService;
  beforeAll(async () => {
    service = await startInProcess({ DATA_DIR: copy.path, CALLER_RIGHTS: 'audit' });
  });
  afterAll(() => service.close());

  it('answers a search of days that were removed with 410', async () => {
    const asked = { from: '2015-03-01T00:00:00', to: '2015-03-05T00:00:00' };
    expect(await call(service.url, 'decisions', asked)).toMatchObject({
      status: 410,
      body: { code: 'records-removed', error: 'KJF-000168', detail: expect.stringMatching(removed) },
    });
  });

  it('answers a record that was removed with 410, and one that never was with 404', async () => {
    const read = async (id: string) => {
      const answer = await fetch(`${service.url}/fhir/AuditEvent/${id}`);
      return [answer.status, JSON.stringify(await answer.json())];
    };
    expect(await read('2015-03-02.0.0')).toEqual([410, expect.stringContaining('records-removed')]);
    expect(await read('2015-03-02.9.0')).toEqual([404, expect.stringContaining('unknown-record')]);
  });
});
