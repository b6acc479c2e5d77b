import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SecretRecordFolder } from './secret-record-folder';
import type { SecretRecords } from './secret-records';

interface Note {
  readonly text: string;
  readonly count: number;
}

let directory: string;
let folder: SecretRecordFolder<{ note: Note; other: Note }>;
let notes: SecretRecords<Note>;

const open = () => {
  folder = SecretRecordFolder.open(directory, ['note', 'other']);
  notes = folder.records('note');
};
const counted = (note: Note): Note => ({ ...note, count: note.count + 1 });

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'secret-records-'));
  open();
});
afterEach(async () => {
  await folder.close();
  await rm(directory, { recursive: true });
});

it('finds a record by its secret, and by nothing else', async () => {
  const secret = await notes.add({ text: 'a', count: 0 });
  expect(secret).toMatch(/^[\w-]{43}$/);
  expect(notes.find(secret)).toEqual({ text: 'a', count: 0 });
  expect([notes.find(''), notes.find(`${secret}x`), folder.records('other').find(secret)]).toEqual([
    null,
    null,
    null,
  ]);
});

it('keeps no secret', async () => {
  const secret = await notes.add({ text: 'a', count: 0 });
  await folder.close();
  const data = await readFile(join(directory, 'data.mdb'), 'latin1');
  open();
  expect(data).toContain('"text":"a"');
  expect(data).not.toContain(secret);
});

it('has its records again when it is opened again', async () => {
  const [kept, taken] = [
    await notes.add({ text: 'kept', count: 0 }),
    await notes.add({ text: 'taken', count: 0 }),
  ];
  await notes.take(taken);
  await folder.close();
  open();
  expect([notes.find(kept), notes.find(taken)]).toEqual([{ text: 'kept', count: 0 }, null]);
});

it('loses no change of those that come at once', async () => {
  const secret = await notes.add({ text: 'a', count: 0 });
  await Promise.all(Array.from({ length: 20 }, () => notes.change(secret, counted)));
  expect(notes.find(secret)?.count).toBe(20);
});

it('gives a record to one of those who take it at once', async () => {
  const secret = await notes.add({ text: 'a', count: 0 });
  const taken = await Promise.all(Array.from({ length: 10 }, () => notes.take(secret)));
  expect(taken.filter((record) => record !== null)).toHaveLength(1);
});

it('finds a renewed record by its new secret alone', async () => {
  const secret = await notes.add({ text: 'a', count: 0 });
  const renewed = await notes.renew(secret, counted);
  expect(renewed?.record).toEqual({ text: 'a', count: 1 });
  expect(notes.find(renewed!.secret)).toEqual({ text: 'a', count: 1 });
  expect([notes.find(secret), await notes.renew(secret, counted)]).toEqual([null, null]);
});

it('does not bring back what was taken away', async () => {
  const secret = await notes.add({ text: 'a', count: 0 });
  const [, changed, renewed] = await Promise.all([
    notes.take(secret),
    notes.change(secret, counted),
    notes.renew(secret, counted),
  ]);
  expect([changed, renewed, notes.find(secret)]).toEqual([null, null, null]);
});

it('takes away what is over, and nothing else', async () => {
  const secrets = await Promise.all([0, 1, 2].map((count) => notes.add({ text: 'a', count })));
  const over = await notes.takeAll(({ count }) => count > 0);
  expect(over.map(({ count }) => count).sort()).toEqual([1, 2]);
  expect(secrets.map((secret) => notes.find(secret) !== null)).toEqual([true, false, false]);
});

it('keeps what could not be told of, and tells of it another time', async () => {
  const secrets = await Promise.all([0, 1, 2].map((count) => notes.add({ text: 'a', count })));
  const told: number[] = [];
  const isOver = ({ count }: Note) => count > 0;
  const fail = () => Promise.reject(new Error('It cannot be told now.'));
  const note = async ({ count }: Note) => void told.push(count);
  await expect(notes.takeAllNoting(isOver, fail)).rejects.toThrow('It cannot be told now.');
  await expect(notes.takeNoting(secrets[0]!, fail)).rejects.toThrow('It cannot be told now.');
  expect(secrets.map((secret) => notes.find(secret)?.count)).toEqual([0, 1, 2]);
  await notes.takeAllNoting(isOver, note);
  expect([told.sort(), secrets.map((secret) => notes.find(secret)?.count)]).toEqual([
    [1, 2],
    [0, undefined, undefined],
  ]);
  await Promise.all([notes.takeNoting(secrets[0]!, note), notes.takeNoting(secrets[0]!, note)]);
  expect([told.sort(), notes.find(secrets[0]!)]).toEqual([[0, 1, 2], null]);
});

describe('a record that is kept alongside', () => {
  it('is there once the other is taken away, under a secret that somebody has', async () => {
    const others = folder.records('other');
    const secrets = [await notes.add({ text: 'a', count: 0 }), await notes.add({ text: 'b', count: 0 })];
    const alongside = ({ text, count }: Note) => others.addAlongside(`of ${text}`, { text, count });
    await notes.take(secrets[0]!, alongside);
    await notes.takeAllNoting(
      () => true,
      async () => undefined,
      alongside,
    );
    expect([others.find('of a')?.text, others.find('of b')?.text]).toEqual(['a', 'b']);
    expect(secrets.map((secret) => notes.find(secret))).toEqual([null, null]);
  });

  it('is there already when the other is gone, however long noting that takes', async () => {
    const others = folder.records('other');
    const secret = await notes.add({ text: 'a', count: 0 });
    let seen: Note | null = null;
    await notes.takeNoting(
      secret,
      async () => void (seen = others.find('known')),
      (note) => others.addAlongside('known', note),
    );
    expect(seen).toEqual({ text: 'a', count: 0 });
  });

  it('replaces none that is there', async () => {
    const others = folder.records('other');
    for (const text of ['first', 'second']) {
      const secret = await notes.add({ text, count: 0 });
      await notes.take(secret, (note) => others.addAlongside('known', note));
    }
    expect(others.find('known')).toEqual({ text: 'first', count: 0 });
  });
});
