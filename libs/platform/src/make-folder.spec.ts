import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeFolder } from './make-folder';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'make-folder-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const codeOf = (path: string): string | undefined => {
  try {
    makeFolder(path);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code;
  }
};

it('makes a folder and those above it, for its owner alone where that is asked for', () => {
  makeFolder(join(folder, 'a', 'b'), 0o700);
  makeFolder(join(folder, 'a', 'b'));
  expect(statSync(join(folder, 'a', 'b')).mode & 0o777).toBe(0o700);
  expect(statSync(join(folder, 'a')).mode & 0o777).toBe(0o700);
});

it('fails where a file is in the way', () => {
  writeFileSync(join(folder, 'file'), '');
  expect(codeOf(join(folder, 'file'))).toBe('EEXIST');
  expect(codeOf(join(folder, 'file', 'below'))).toBe('ENOTDIR');
});

it('fails at once where nothing can be made', () => {
  expect(codeOf('/proc/none/below')).toMatch(/^(ENOENT|EACCES|EROFS)$/);
});
