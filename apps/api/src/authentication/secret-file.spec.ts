import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder, type TemporaryFolder } from '../../../../test/support/temporary-folder';
import { SecretFile, sha256 } from './secret-file';

const [FIRST, SECOND] = ['first'.repeat(8), 'second'.repeat(8)];

let folder: TemporaryFolder;
let path: string;
let now: number;
let error: jest.Mock;
let secret: SecretFile;

beforeEach(async () => {
  folder = await temporaryFolder();
  path = join(folder.path, 'secret');
  await writeFile(path, FIRST);
  now = 1_000_000;
  jest.spyOn(performance, 'now').mockImplementation(() => now);
  error = jest.fn();
  secret = SecretFile.open('THE_SECRET', path, { error });
});
afterEach(async () => {
  jest.restoreAllMocks();
  await folder.remove();
});

const later = (): Buffer => {
  now += 1_001;
  return secret.current();
};

it('takes another secret soon after the file is exchanged', async () => {
  expect(later()).toEqual(sha256(FIRST));
  await writeFile(path, SECOND);
  expect(later()).toEqual(sha256(SECOND));
  expect(error).not.toHaveBeenCalled();
});

it.each([
  ['is emptied', () => writeFile(path, '')],
  ['is left with blanks', () => writeFile(path, ' \n')],
  ['is shortened', () => writeFile(path, FIRST.slice(0, 31))],
  ['is deleted', () => rm(path)],
])('keeps the last good secret when the file %s, and says so once', async (_what, damage) => {
  await damage();
  expect([later(), later()]).toEqual([sha256(FIRST), sha256(FIRST)]);
  expect(error).toHaveBeenCalledTimes(1);
  expect(JSON.stringify(error.mock.calls)).toContain('THE_SECRET');
  expect(JSON.stringify(error.mock.calls)).not.toContain('firstfirst');
});

it('has the first secret from the beginning, and logs a fault again after a good one', async () => {
  await rm(path);
  expect(secret.current()).toEqual(sha256(FIRST));
  later();
  await writeFile(path, SECOND);
  expect(later()).toEqual(sha256(SECOND));
  await writeFile(path, '');
  expect(later()).toEqual(sha256(SECOND));
  expect(error).toHaveBeenCalledTimes(2);
});
