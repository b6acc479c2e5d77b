import fs from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder, type TemporaryFolder } from '../../../../test/support/temporary-folder';
import { reportPath } from './report-path';

let folder: TemporaryFolder;
beforeAll(async () => {
  folder = await temporaryFolder();
  await writeFile(at('there.xml'), '');
});
afterEach(() => jest.restoreAllMocks());
afterAll(() => folder.remove());

const at = (file: string): string => join(folder.path, file);

it.each(['there.xml', 'new.xml'])('takes %s', (file) => {
  expect(reportPath(at(file))).toBe(at(file));
});

it.each([
  ['.', 'it is a folder. Name a file.'],
  ['none/new.xml', 'ENOENT. Name a file in a folder that exists.'],
  ['there.xml/new.xml', 'ENOTDIR. A part of the path is a file. Name a file in a folder that exists.'],
])('refuses %s', (file, reason) => {
  expect(() => reportPath(at(file))).toThrow(`The report cannot be written: ${reason}`);
});

/** Root may do everything, so the system's answers to other users are made here. */
it.each([
  ['a closed folder', 'statSync', 'EACCES', 'EACCES. Name a file that you may write.'],
  ['a file of somebody else', 'accessSync', 'EACCES', 'EACCES. Name a file that you may write.'],
  ['a file that may not change', 'accessSync', 'EPERM', 'EPERM. Name a file that you may write.'],
  [
    'a disk for reading',
    'accessSync',
    'EROFS',
    'EROFS. Nothing can be written there. Name a file elsewhere.',
  ],
  ['a loop of links', 'statSync', 'ELOOP', 'ELOOP.'],
] as const)('refuses %s (%s: %s)', (_text, call, code, reason) => {
  jest.spyOn(fs, call).mockImplementation(() => {
    throw Object.assign(new Error(`${code}: refused`), { code });
  });
  const refused = `The report cannot be written: ${reason}`;
  expect(() => reportPath(at('there.xml'))).toThrow(new Error(refused));
});
