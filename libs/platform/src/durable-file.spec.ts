import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { makePrivateFile, replacePublicFile } from './durable-file';

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'durable-file-'));
  path = join(folder, 'keys', 'key.pem');
});
afterEach(() => rmSync(folder, { recursive: true }));

const modeOf = (file: string): number => statSync(file).mode & 0o777;
const left = (): string[] => readdirSync(dirname(path));

describe('a private file', () => {
  it('is made once, in a folder of its own, for its owner alone', () => {
    makePrivateFile(path, () => 'first');
    makePrivateFile(path, () => 'second');
    expect([readFileSync(path, 'utf8'), modeOf(path), modeOf(dirname(path))]).toEqual([
      'first',
      0o600,
      0o700,
    ]);
    expect(left()).toEqual(['key.pem']);
  });

  it('is the other process’s when that was faster', () => {
    makePrivateFile(path, () => 'mine');
    rmSync(path);
    makePrivateFile(path, () => {
      writeFileSync(path, 'theirs');
      return 'mine';
    });
    expect([readFileSync(path, 'utf8'), left()]).toEqual(['theirs', ['key.pem']]);
  });
});

it('a public file is put in the place of the one before, for everybody to read', () => {
  replacePublicFile(path, 'one');
  replacePublicFile(path, 'other');
  expect([readFileSync(path, 'utf8'), modeOf(path) & 0o444, left()]).toEqual(['other', 0o444, ['key.pem']]);
});
