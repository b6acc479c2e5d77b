import { randomUUID } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EmbeddedEventStore, type StoredEvent } from '#event-store';
import { existingSigner, leafHash, newLeaf, readCheckpoint, signCheckpoint, TreeStorage } from '#evidence';
import { readConfig } from '#platform';
import { startInProcess } from '../support/in-process-service';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';
import { makeHonestLedger } from './honest-ledger';
import { copyLedger, LogFiles, type StoredArray } from './log-files';
import { verifyInProcess, type Outcome } from './verify-in-process';

let folder: TemporaryFolder;
let honest: string;
let ledger: string;

beforeAll(async () => {
  folder = await temporaryFolder();
  honest = join(folder.path, 'honest');
  ledger = join(folder.path, 'copy');
  await makeHonestLedger({ DATA_DIR: honest }, 4, 12);
});
afterAll(() => folder.remove());
beforeEach(() => copyLedger(honest, ledger));

const verified = (options?: Parameters<typeof verifyInProcess>[1]): Promise<Outcome> =>
  verifyInProcess({ DATA_DIR: ledger }, options);

const kindsIn = ({ findings }: Outcome): string[] => [...new Set(findings.map(({ kind }) => kind))].sort();

/** The notes of the checkpoints, from the first to the newest. */
const checkpointsIn = (dataDirectory: string): Promise<{ checkpoint: string; size: number }[]> =>
  LogFiles.tamper(
    dataDirectory,
    (files) =>
      files
        .arrays()
        .filter(([, , stream]) => stream === 'audit-checkpoints')
        .map(([, , , , data]) => data as { checkpoint: string; size: number }),
    'audit-log',
  );

/** Gives somebody else access, in an event in the middle, as its forger would: everything else is in order. */
const forge = (files: LogFiles): number => {
  const events = files.arrays();
  const position = events.findIndex(
    ([, , , type], index) => index > events.length / 2 && type === 'ConsentRegistered.v1',
  );
  events[position]![4] = { ...events[position]![4], employeeId: 'SE165565594230-9999' };
  files.rewrite(events);
  return position;
};

async function events(): Promise<StoredEvent[]> {
  const store = await EmbeddedEventStore.open(join(ledger, 'log'));
  const all: StoredEvent[] = [];
  for await (const event of store.readAll()) all.push(event);
  await store.close();
  return all;
}

/** Builds the tree from the log as it now is, except that one leaf may be another's. */
async function rebuildTree(forged = -1): Promise<void> {
  await rm(join(ledger, 'tree'), { recursive: true });
  const tree = TreeStorage.open(join(ledger, 'tree'));
  const leaves = (await events()).map((event) => newLeaf(event));
  const wrong = leaves.map((leaf, index) =>
    index === forged ? { ...leaf, hash: leafHash('forged') } : leaf,
  );
  await tree.add(wrong, -1);
  await tree.close();
}

/** Lets the service begin its evidence anew, on the log as it now is. */
async function signAnew(): Promise<void> {
  for (const name of ['tree', 'decision-tree', 'audit-log', 'keys'])
    await rm(join(ledger, name), { recursive: true });
  await (await EmbeddedEventStore.open(join(ledger, 'audit-log'))).close();
  await (await startInProcess({ DATA_DIR: ledger })).close();
}

/** Leaves the log with its first events only. */
const cutLog = (size: number) =>
  LogFiles.tamper(ledger, (files) => files.rewrite(files.arrays().slice(0, size)));

const keep = (which: (event: StoredArray) => boolean) =>
  LogFiles.tamper(ledger, (files) => files.rewrite(files.arrays().filter(which)), 'audit-log');

const sizeOf = ([, , , , data]: StoredArray): number => (data as { size?: number }).size ?? 0;

describe('an attacker who can write every file', () => {
  it('and builds the tree anew is caught by the checkpoints, between two of them', async () => {
    const position = await LogFiles.tamper(ledger, forge);
    await rebuildTree();
    const outcome = await verified();
    expect(outcome.exitCode).toBe(1);
    expect(kindsIn(outcome)).toEqual(['checkpoint', 'tree']);
    for (const finding of outcome.findings) {
      expect(finding.after).toBeLessThan(position);
      expect(finding.position).toBeGreaterThanOrEqual(position);
    }
  });

  it('and signs everything anew is caught by the public key that somebody else keeps', async () => {
    const kept = join(folder.path, 'kept.pub');
    await writeFile(kept, await readFile(join(honest, 'keys', 'checkpoint.pub')));
    await LogFiles.tamper(ledger, forge);
    await signAnew();

    expect(await verified()).toMatchObject({ exitCode: 0, findings: [] });
    const outcome = await verified({ key: kept });
    expect(outcome.exitCode).toBe(1);
    expect(kindsIn(outcome)).toEqual(['checkpoint']);
    expect(outcome.findings[0]!.what).toBe('The note is not signed with a key that is trusted.');
  });

  it('and signs anew what the rules cannot have decided is caught by the rules', async () => {
    const position = await LogFiles.tamper(ledger, (files) => {
      const all = files.arrays();
      const at = all.findIndex(([, , , type]) => type === 'ConsentCancelled.v1');
      all[at]![4] = { ...all[at]![4], careUnitId: 'SE165565594230-9999' };
      files.rewrite(all);
      return at;
    });
    await signAnew();
    const outcome = await verified();
    expect(outcome.exitCode).toBe(1);
    expect(kindsIn(outcome)).toContain('rules');
    expect(outcome.findings[0]).toMatchObject({ kind: 'rules', position });
    expect(outcome.findings[0]!.what).toContain('these fields differ: careUnitId.');
  });

  it('and cuts log, tree and checkpoints is caught by a checkpoint that somebody else keeps', async () => {
    const checkpoints = await checkpointsIn(honest);
    const [older, newest] = [checkpoints.at(-2)!, checkpoints.at(-1)!];
    await cutLog(older.size);
    await rebuildTree();
    await keep((event) => sizeOf(event) <= older.size);
    const keptFile = join(folder.path, 'kept-checkpoint');

    expect(await verified()).toMatchObject({ exitCode: 0, findings: [] });
    await writeFile(keptFile, older.checkpoint);
    expect(await verified({ fromCheckpoint: keptFile })).toMatchObject({ exitCode: 0, findings: [] });
    await writeFile(keptFile, newest.checkpoint);
    const outcome = await verified({ fromCheckpoint: keptFile });
    expect(outcome.exitCode).toBe(1);
    expect(kindsIn(outcome)).toEqual(['truncated']);
  });

  it('and cuts the log alone is caught by the checkpoints and the tree', async () => {
    const { size } = (await checkpointsIn(honest)).at(-1)!;
    await cutLog(size - 1);
    const outcome = await verified();
    expect(kindsIn(outcome)).toEqual(['dropped', 'truncated']);
    expect(outcome.findings).toContainEqual(expect.objectContaining({ kind: 'dropped', position: size - 1 }));
  });

  it('and takes a checkpoint from among the others is caught by the gap', async () => {
    const [first] = await checkpointsIn(honest);
    await LogFiles.tamper(
      ledger,
      (files) => {
        const position = files.arrays().findIndex((event) => sizeOf(event) === first!.size);
        files.remove(position);
      },
      'audit-log',
    );
    const outcome = await verified();
    expect(outcome.exitCode).toBe(1);
    expect(kindsIn(outcome)).toContain('stream');
  });

  it('and takes all checkpoints leaves a ledger that cannot be verified', async () => {
    await keep(([, , stream]) => !stream.endsWith('checkpoints'));
    await rm(join(ledger, 'decision-tree'), { recursive: true });
    await expect(verified()).rejects.toThrow('No checkpoint of this ledger was ever signed');
  });

  it('and has the key, and signs that a consent has fewer events than it has, is caught by the events', async () => {
    const config = readConfig({ DATA_DIR: ledger });
    const { size } = (await checkpointsIn(honest)).at(-1)!;
    await LogFiles.tamper(
      ledger,
      (files) => {
        const all = files.arrays();
        const signed = all.find((event) => sizeOf(event) === size)![4] as { checkpoint: string };
        const { newestRevisions, ...head } = readCheckpoint(signed.checkpoint);
        expect(newestRevisions).toHaveLength(32);
        signed.checkpoint = signCheckpoint(
          { ...head, newestRevisions: Buffer.alloc(32, 1) },
          existingSigner(config),
        );
        files.rewrite(all);
      },
      'audit-log',
    );
    const outcome = await verified();
    expect(outcome.exitCode).toBe(1);
    expect(outcome.findings).toEqual([
      {
        kind: 'newest',
        log: 'ledger',
        position: size - 1,
        what: expect.stringContaining(`over ${size} events`),
      },
    ]);
  });

  it('and forges the tree, not the log, is told from one who forges the log', async () => {
    await rebuildTree(40);
    const outcome = await verified();
    expect(outcome.exitCode).toBe(1);
    expect(kindsIn(outcome)).toEqual(['changed', 'tree']);
  });

  it('and adds an event at the end has written what no checkpoint covers', async () => {
    const count = await LogFiles.tamper(ledger, (files) => {
      const all = files.arrays();
      const model = all.find(([, , , type]) => type === 'ConsentRegistered.v1')!;
      const id = randomUUID();
      files.rewrite([
        ...all,
        [randomUUID(), 0, `consent-${id}`, model[3], { ...model[4], assertionId: id }, model[5]],
      ]);
      return all.length;
    });
    const { exitCode, summary } = await verified();
    expect(exitCode).toBe(0);
    expect(summary).toMatchObject({ events: count + 1, proved: { events: count } });
  });
});

describe('what is brought along to verify with', () => {
  it('may lack the tree, which proves nothing that checkpoints do not', async () => {
    await rm(join(ledger, 'tree'), { recursive: true });
    expect(await verified()).toMatchObject({ exitCode: 0, findings: [], summary: { leaves: null } });
  });

  it('may not lack the public key', async () => {
    await rm(join(ledger, 'keys', 'checkpoint.pub'));
    await expect(verified()).rejects.toThrow('The public keys in');
  });

  it('may not be a file without a checkpoint', async () => {
    const file = join(folder.path, 'no-checkpoint');
    await writeFile(file, 'no checkpoint');
    await expect(verified({ fromCheckpoint: file })).rejects.toThrow('holds no checkpoint');
  });

  it('may not be a checkpoint of another ledger', async () => {
    const other = join(folder.path, 'other');
    await makeHonestLedger({ DATA_DIR: other }, 1, 2);
    const file = join(folder.path, 'other-checkpoint');
    await writeFile(file, (await checkpointsIn(other))[0]!.checkpoint);
    const outcome = await verified({ fromCheckpoint: file });
    expect(outcome.exitCode).toBe(1);
    expect(kindsIn(outcome)).toEqual(['checkpoint']);
  });
});
