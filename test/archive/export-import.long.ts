import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { SpawnedProtocolServer } from '../eventstoredb-protocol-server';
import { writeLedger } from '../generated-ledger';
import { ledger, type LedgerRun } from '../support/ledger-cli';
import { spawnService } from '../support/spawned-service';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';

/** A test here is several processes, one after the other. */
let folder: TemporaryFolder;
let original: string;
let archive: string;
let bytes: Buffer;

/** Where a ledger is, in words for the command line. */
type Environment = Record<string, string>;

const at = (name: string): string => join(folder.path, name);
const inFolder = (name: string): Environment => ({ DATA_DIR: at(name) });
const onServer = ({ url }: SpawnedProtocolServer): Environment => ({
  EVENT_STORE_URL: url,
  DATA_DIR: at('unused'),
});

const importInto = (environment: Environment, file = archive, ...options: string[]): Promise<LedgerRun> =>
  ledger(['import', file, ...options], { environment });

const NOT_RECORDED = 'DECISION_LOG is off, so it is not recorded that you look.\n';

/** Without a record of it: the next export would hold the record of the one before. */
const unrecorded = (environment: Environment): Environment => ({ ...environment, DECISION_LOG: 'off' });

async function exported(environment: Environment, name: string): Promise<Buffer> {
  const run = await ledger(['export', at(name)], { environment: unrecorded(environment) });
  expect(run).toMatchObject({ code: 0, err: NOT_RECORDED });
  return readFile(at(name));
}

/** Comparing megabytes one by one, as `toEqual` does, would take many seconds. */
const expectSame = (one: Buffer, other: Buffer) => expect(one.equals(other)).toBe(true);

beforeAll(async () => {
  folder = await temporaryFolder();
  original = at('original');
  await mkdir(original);
  await writeLedger(original, { events: 400, decisions: 1000, seed: 4 });
  archive = at('ledger.ndjson');
  bytes = await exported({ DATA_DIR: original }, 'ledger.ndjson');
});
afterAll(() => folder.remove());

describe('ledger export and ledger import', () => {
  it('move a ledger from folder to folder, which then exports the same bytes', async () => {
    const run = await importInto(inFolder('copy'), archive, '--json');
    expect(run).toMatchObject({ code: 0, err: '' });
    expect(run.records()).toEqual([
      expect.objectContaining({
        restored: bytes.toString().trimEnd().split('\n').length - 2,
        held: 0,
        events: 400,
      }),
    ]);
    expectSame(await exported(inFolder('copy'), 'again.ndjson'), bytes);
  });

  it('move it to EventStoreDB and back, and both export the same bytes', async () => {
    const server = await SpawnedProtocolServer.start();
    expect(await importInto(onServer(server))).toMatchObject({ code: 0, err: '' });
    expectSame(await exported(onServer(server), 'from-server.ndjson'), bytes);
    expect(await importInto(inFolder('back'), at('from-server.ndjson'))).toMatchObject({ code: 0 });
    expectSame(await exported(inFolder('back'), 'back.ndjson'), bytes);
    await server.stop();
  });

  it('compress where the name or an option says so, and write to standard output', async () => {
    const environment = { DATA_DIR: original };
    expectSame(gunzipSync(await exported(environment, 'ledger.ndjson.gz')), bytes);
    expect(await importInto(inFolder('uncompressed'), at('ledger.ndjson.gz'))).toMatchObject({ code: 0 });
    const { code, out, err } = await ledger(['export', '-'], { environment: unrecorded(environment) });
    expect({ code, err }).toEqual({ code: 0, err: NOT_RECORDED });
    expect(out === bytes.toString()).toBe(true);
  });

  it('say what they have done', async () => {
    const [exportRun, importRun] = [
      await ledger(['export', at('said.ndjson')], { environment: { DATA_DIR: original } }),
      await importInto(inFolder('said')),
    ];
    const { root } = JSON.parse(bytes.toString().trimEnd().split('\n').at(-1)!) as { root: string };
    expect(exportRun.out).toMatch(/^Exported 400 events, and \d+ of the audit log, to .*said\.ndjson\.\n/);
    expect(importRun.out).toMatch(/^Imported \d+ events\. The ledger reads back as it is in the file\.\n/);
    for (const { out } of [exportRun, importRun]) expect(out).toContain(root);
  });

  it('let a service answer on the ledger that was moved, and export beside it', async () => {
    await importInto(inFolder('served'));
    const service = await spawnService(inFolder('served'));
    const ready = await fetch(`${service.url}/health/ready`);
    expect(ready.status).toBe(200);
    const beside = (await exported(inFolder('served'), 'beside.ndjson')).toString().split('\n');
    const ledgerLines = (lines: string[]) =>
      lines.filter((line) => !line.includes('"stream":"audit-')).slice(0, 401);
    expect(ledgerLines(beside)).toEqual(ledgerLines(bytes.toString().split('\n')));
    expect(await service.end('SIGTERM')).toBe(0);
  });
});

describe('Nothing is changed, and a sentence says why, when', () => {
  const lines = () => bytes.toString().split('\n');
  const files: [string, () => string | Buffer, RegExp][] = [
    [
      'the file was cut off',
      () => bytes.subarray(0, bytes.length - 20),
      /ends within a line: it was cut off/,
    ],
    ['the file lacks its end', () => `${lines().slice(0, 300).join('\n')}\n`, /ends after line 300/],
    ['a byte was changed', () => changed(bytes), /damaged|does not hold/],
    ['the file is foreign', () => 'name;size\nwaffles;7\n', /is no export of a ledger/],
    [
      'the file is of a newer version',
      () => bytes.toString().replace('"version":1', '"version":2'),
      /newer one/,
    ],
  ];

  it.each(files)('%s', async (_, content, message) => {
    await writeFile(at('bad.ndjson'), content());
    const run = await importInto(inFolder('untouched'), at('bad.ndjson'));
    expect(run).toMatchObject({ code: 3, out: '', err: expect.stringMatching(message) });
    expect(run.err.trimEnd().split('\n')).toHaveLength(1);
    expect(existsSync(at('untouched'))).toBe(false);
  });

  it('the file is of a ledger by another name', async () => {
    const run = await importInto({ ...inFolder('untouched'), LEDGER_NAME: 'example.org/other' });
    expect(run).toMatchObject({ code: 3, err: expect.stringMatching(/set LEDGER_NAME=consent-ledger/) });
    expect(existsSync(at('untouched'))).toBe(false);
  });

  it('the file would come from standard input', async () => {
    const run = await ledger(['import', '-'], {
      environment: inFolder('untouched'),
      input: bytes.toString(),
    });
    expect(run).toMatchObject({ code: 2, err: expect.stringMatching(/cannot come from standard input/) });
    expect(existsSync(at('untouched'))).toBe(false);
  });

  it('the ledger to import into has other events', async () => {
    await mkdir(at('other'));
    await writeLedger(at('other'), { events: 50, decisions: 10, seed: 5 });
    const before = await exported(inFolder('other'), 'other-before.ndjson');
    const run = await importInto(inFolder('other'));
    expect(run).toMatchObject({ code: 3, err: expect.stringMatching(/the first at position 0/) });
    expectSame(await exported(inFolder('other'), 'other-after.ndjson'), before);
  });

  it('a service has the ledger to import into open', async () => {
    const service = await spawnService(inFolder('in-use'));
    const run = await importInto(inFolder('in-use'));
    expect(run).toMatchObject({
      code: 3,
      err: expect.stringMatching(/^Another process \(\d+\) has the ledger/),
    });
    expect(run.err).toContain(String(service.process.pid));
    await service.end('SIGTERM');
    const exported = await ledger(['export', at('in-use.ndjson')], { environment: inFolder('in-use') });
    expect(exported).toMatchObject({ code: 0, err: '' });
    expect(await readFile(at('in-use.ndjson'), 'utf8')).toMatch(/"events":0/);
    expect(await importInto(inFolder('in-use'))).toMatchObject({ code: 0 });
  });

  it('the file to export to is there already, or has no folder', async () => {
    const environment = { DATA_DIR: original };
    const { mtimeMs } = await stat(archive);
    const there = await ledger(['export', archive], { environment });
    expect(there).toMatchObject({
      code: 3,
      err: expect.stringMatching(/^There already is .*ledger\.ndjson/),
    });
    expect((await stat(archive)).mtimeMs).toBe(mtimeMs);
    const nowhere = await ledger(['export', at('no/folder/ledger.ndjson')], { environment });
    expect(nowhere).toMatchObject({ code: 3, err: expect.stringMatching(/^There is no folder/) });
  });

  it('there is no ledger to export', async () => {
    const run = await ledger(['export', at('nothing.ndjson')], { environment: inFolder('nothing') });
    expect(run).toMatchObject({ code: 3, err: expect.stringMatching(/^There is no ledger in/) });
    expect((await readdir(folder.path)).filter((name) => name.startsWith('nothing'))).toEqual([]);
  });
});

function changed(content: Buffer): Buffer {
  const copy = Buffer.from(content);
  copy[Math.floor(copy.length / 2)]! ^= 1;
  return copy;
}
