import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bootId } from '#platform';
import { DerivedDataFolder, FolderClosed, ReadModelsUnusable } from './derived-data-folder';
import { temporaryFolders } from './given/tally';

const folder = temporaryFolders();
let directory: string;
beforeEach(async () => (directory = await folder()));

const markOf = (run: string) => writeFile(join(directory, `open-in-${run}-by-a-process-that-died`), '');
const marks = async () => (await readdir(directory)).filter((name) => name.startsWith('open-'));

const open = (at = directory) => DerivedDataFolder.open(at, () => null);

/** Opens the folder, does something with its rows, and closes it. */
async function once<T>(work: (opened: DerivedDataFolder<null>) => T | Promise<T>): Promise<T> {
  const opened = open();
  const result = await work(opened);
  await opened.close();
  return result;
}

const write = () => once(({ environment }) => environment.put('row', 'written'));
const read = () =>
  once(({ environment, wasDiscarded }) => ({ row: environment.get('row') as unknown, wasDiscarded }));

it('is marked with the run of the machine while it is open, and no longer', async () => {
  await once(async () => {
    expect(await marks()).toEqual([expect.stringContaining(bootId())]);
  });
  expect(await marks()).toEqual([]);
});

it('keeps its rows when it was closed', async () => {
  await write();
  expect(await read()).toEqual({ row: 'written', wasDiscarded: false });
});

it('keeps its rows when a process died with it, for the kernel has them', async () => {
  await write();
  await markOf(bootId());
  expect(await read()).toEqual({ row: 'written', wasDiscarded: false });
});

it('is emptied when the machine stopped under it, once', async () => {
  await write();
  await markOf('another-run-of-the-machine');
  expect(await read()).toEqual({ row: undefined, wasDiscarded: true });
  await write();
  expect(await read()).toEqual({ row: 'written', wasDiscarded: false });
});

it('is closed in order when its mark is gone, which one with another name for the run may have taken away', async () => {
  await once(async () => {
    for (const mark of await marks()) await rm(join(directory, mark));
  });
  expect(await marks()).toEqual([]);
});

it('is refused a second time in the same process, which would wait for itself', async () => {
  await once(() => expect(() => open()).toThrow(ReadModelsUnusable));
  expect(await read()).toEqual({ row: undefined, wasDiscarded: false });
});

it('that is a file is refused, with what to do', async () => {
  const file = join(directory, 'file');
  await writeFile(file, 'no folder');
  expect(() => open(join(file, 'read-models'))).toThrow(/cannot be opened .*move it away/s);
});

it('that cannot be opened is left as if nobody had tried', async () => {
  await writeFile(join(directory, 'data.mdb'), 'no rows '.repeat(2_000));
  expect(() => open()).toThrow(/cannot be opened .*move it away/s);
  expect(await marks()).toEqual([]);
  await rm(join(directory, 'data.mdb'));
  expect(await read()).toEqual({ row: undefined, wasDiscarded: false });
});

it('is left likewise when what is in it cannot be', async () => {
  const prepare = () => {
    throw new Error('Another version wrote it.');
  };
  expect(() => DerivedDataFolder.open(directory, prepare)).toThrow(/Another version wrote it/);
  expect(await marks()).toEqual([]);
  expect(await read()).toEqual({ row: undefined, wasDiscarded: false });
});

it('that the machine stopped under is emptied, however damaged it is', async () => {
  await writeFile(join(directory, 'data.mdb'), 'no rows '.repeat(2_000));
  await markOf('another-run-of-the-machine');
  expect(await read()).toEqual({ row: undefined, wasDiscarded: true });
});

it('that is closed refuses what LMDB would answer by a line on standard error', async () => {
  const opened = open();
  const closing = opened.close();
  await expect(opened.write(() => undefined)).rejects.toThrow(FolderClosed);
  await expect(opened.openTable({ name: 'another' })).rejects.toThrow(FolderClosed);
  expect(() => opened.environment).toThrow(FolderClosed);
  expect(() => opened.content).toThrow(FolderClosed);
  await closing;
});

it('is closed when the writes that were under way are finished', async () => {
  const opened = open();
  const write = (row: string) => opened.write(() => void opened.environment.put(row, 'written'));
  await Promise.all([write('one'), write('two'), opened.close()]);
  const rows = await once(({ environment }) => ['one', 'two'].map((row) => environment.get(row) as unknown));
  expect(rows).toEqual(['written', 'written']);
});
