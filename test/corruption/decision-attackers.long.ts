import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Finding } from '#evidence';
import { ProtocolServer } from '../eventstoredb-protocol-server';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';
import { makeHonestLedger } from './honest-ledger';
import { copyLedger, LogFiles, type StoredArray } from './log-files';
import { ServerFiles } from './server-corruptions';
import { verifyInProcess, type Outcome } from './verify-in-process';

/** A recorded check, as far as an attacker is interested in it. */
interface Check {
  id: string;
  employeeId: string;
  decidedAt: string;
}

/** A batch of them in the log. */
interface Batch {
  readonly position: number;
  readonly checks: Check[];
}

/** What an attacker who can write the log does to the records of checks, in either store. */
interface Records {
  readonly batches: readonly Batch[];
  replace(batch: Batch, checks: readonly Check[]): void;
  /** Batches that are in a row. @returns where the loss has to be found. */
  remove(batches: readonly Batch[]): readonly Place[];
  /** @returns where the new batch is. */
  insertAfter(batch: Batch, stream: string, checks: readonly Check[]): number;
}

/** Where something has to be found, as one of these kinds. */
interface Place {
  readonly position: number;
  readonly kinds: readonly Finding['kind'][];
}

const isOfChecks = (stream: string): boolean => stream.startsWith('audit-decisions-');
const at = (kind: Finding['kind'], { position }: Batch): Place => ({ position, kinds: [kind] });

/** Each tampering answers what has to be found. */
const tamperings: Record<string, (records: Records) => readonly Place[]> = {
  'drops one record'(records) {
    const batch = records.batches.at(-2)!;
    records.replace(batch, batch.checks.slice(1));
    return [at('changed', batch)];
  },
  'says of every record that another employee asked'(records) {
    for (const batch of records.batches)
      records.replace(
        batch,
        batch.checks.map((check) => ({ ...check, employeeId: 'SE165565594230-9999' })),
      );
    return records.batches.map((batch) => at('changed', batch));
  },
  'lets two batches change places'(records) {
    const [one, other] = records.batches.slice(-2) as [Batch, Batch];
    records.replace(one, other.checks);
    records.replace(other, one.checks);
    return [at('changed', one), at('changed', other)];
  },
  'drops a batch in the middle': (records) => records.remove([records.batches.at(-2)!]),
  'drops the last batches': (records) => records.remove(records.batches.slice(-2)),
  'inserts a batch of another day'(records) {
    const batch = records.batches[0]!;
    const checks = batch.checks.map((check) => ({
      ...check,
      id: randomUUID(),
      decidedAt: '2026-01-02T08:00:00.000Z',
    }));
    const position = records.insertAfter(batch, 'audit-decisions-2026-01-02', checks);
    return [{ position, kinds: ['inserted'] }];
  },
};

function expectFound(outcome: Outcome, places: readonly Place[]): void {
  expect(outcome.exitCode).toBe(1);
  expect(places.length).toBeGreaterThan(0);
  const found = outcome.findings.filter(({ what }) => what.includes('records of checks'));
  for (const { position, kinds } of places) {
    const here = found.filter((finding) => finding.position === position);
    expect([position, here.some(({ kind }) => kinds.includes(kind))]).toEqual([position, true]);
  }
}

let folder: TemporaryFolder;
beforeAll(async () => (folder = await temporaryFolder()));
afterAll(() => folder.remove());

describe('who can write every file of an embedded ledger', () => {
  let honest: string;
  let ledger: string;
  beforeAll(async () => {
    honest = join(folder.path, 'honest');
    ledger = join(folder.path, 'copy');
    await makeHonestLedger({ DATA_DIR: honest }, 3, 6);
  });
  beforeEach(() => copyLedger(honest, ledger));

  const tamper = (work: (records: Records) => readonly Place[]): Promise<readonly Place[]> =>
    LogFiles.tamper(ledger, (files) => work(recordsIn(files)), 'audit-log');

  it('has done nothing yet', async () => {
    const { findings, summary } = await verifyInProcess({ DATA_DIR: ledger });
    expect(findings).toEqual([]);
    const { batches } = summary!.decisions;
    expect(batches).toBeGreaterThan(2);
    expect(summary!.decisions).toMatchObject({ leaves: batches, proved: { events: batches } });
  });

  it.each(Object.entries(tamperings))('and %s is found out, by position', async (_what, work) => {
    const places = await tamper(work);
    expectFound(await verifyInProcess({ DATA_DIR: ledger }), places);
  });

  it.each(Object.entries(tamperings))(
    'and %s, and the tree, is found out by checkpoints',
    async (_what, work) => {
      await tamper(work);
      await rm(join(ledger, 'decision-tree'), { recursive: true });
      const { exitCode, findings } = await verifyInProcess({ DATA_DIR: ledger });
      expect(exitCode).toBe(1);
      const kinds = findings.filter(({ what }) => what.includes('records of checks')).map(({ kind }) => kind);
      expect(kinds).not.toEqual([]);
      for (const kind of kinds) expect(['checkpoint', 'truncated']).toContain(kind);
    },
  );
});

describe('who can write the log of an EventStoreDB server', () => {
  let server: ProtocolServer;
  let environment: Record<string, string>;
  let files: ServerFiles;
  beforeAll(async () => {
    server = await ProtocolServer.start();
    environment = { DATA_DIR: join(folder.path, 'beside-a-server'), EVENT_STORE_URL: server.url };
    await makeHonestLedger(environment, 3, 6);
    files = new ServerFiles(server.log);
  });
  afterEach(() => files.restore());
  afterAll(() => server.die());

  it('has done nothing yet', async () => {
    expect(await verifyInProcess(environment)).toMatchObject({ exitCode: 0, findings: [] });
  });

  it.each(Object.entries(tamperings))('and %s is found out, by position', async (_what, work) => {
    const places = work(recordsOn(files));
    expectFound(await verifyInProcess(environment), places);
  });
});

function recordsIn(files: LogFiles): Records {
  const all = files.arrays();
  const positions = new Map(all.map((event, position) => [event, position]));
  const arrayAt = ({ position }: Batch): StoredArray => all[position]!;
  return {
    batches: all.flatMap((event, position) =>
      isOfChecks(event[2]) ? [{ position, checks: event[4].decisions as Check[] }] : [],
    ),
    replace(batch, decisions) {
      const event = [...arrayAt(batch)] as StoredArray;
      event[4] = { decisions };
      files.write(batch.position, JSON.stringify(event));
    },
    /** The gap is closed, so the next batch has another revision than it had. */
    remove(batches) {
      files.rewrite(all.filter((event) => !batches.some((batch) => arrayAt(batch) === event)));
      const { position: last } = batches.at(-1)!;
      const next = all.findIndex(([, , stream], position) => position > last && isOfChecks(stream));
      return next < 0
        ? batches.map((batch) => at('dropped', batch))
        : [{ position: next - batches.length, kinds: ['changed'] }];
    },
    insertAfter(batch, stream, decisions) {
      const position = positions.get(arrayAt(batch))! + 1;
      files.rewrite(
        all.toSpliced(position, 0, [randomUUID(), 0, stream, arrayAt(batch)[3], { decisions }, {}]),
      );
      return position;
    },
  };
}

function recordsOn(files: ServerFiles): Records {
  const records = files.records.filter(({ stream }) => isOfChecks(stream));
  const recordAt = ({ position }: Batch) => records.find((record) => Number(record.position) === position)!;
  const encoded = (decisions: readonly Check[]): Buffer => Buffer.from(JSON.stringify({ decisions }));
  const drop = (from: unknown[], one: unknown): void => void from.splice(from.indexOf(one), 1);
  return {
    batches: records.map(({ position, data }) => ({
      position: Number(position),
      checks: (JSON.parse(Buffer.from(data).toString()) as { decisions: Check[] }).decisions,
    })),
    replace(batch, decisions) {
      recordAt(batch).data = encoded(decisions);
    },
    remove(batches) {
      for (const record of batches.map(recordAt)) {
        drop(files.records, record);
        drop(files.stream(record.stream), record);
      }
      return batches.map((batch) => at('dropped', batch));
    },
    insertAfter(batch, stream, decisions) {
      const record = recordAt(batch);
      const inserted = { ...record, id: randomUUID(), stream, revision: 0, data: encoded(decisions) };
      inserted.position = record.position + 1;
      files.insertBehind(record, inserted);
      return Number(inserted.position);
    },
  };
}
