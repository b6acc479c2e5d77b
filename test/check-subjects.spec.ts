import { spawnSync } from 'node:child_process';
import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectFolder } from './support/project-folder';
import { temporaryFolder, type TemporaryFolder } from './support/temporary-folder';

const CHECK = 'tools/check-subjects.mjs';
const LONG = 'Say at length what '.padEnd(73, 'x');

let folder: TemporaryFolder;
beforeEach(async () => {
  folder = await temporaryFolder();
  await mkdir(join(folder.path, 'tools'));
});
afterEach(() => folder.remove());

const identity = ['-c', 'user.name=Tester', '-c', 'user.email=tester@example.com'];

const git = (...args: readonly string[]): number | null =>
  spawnSync('git', [...identity, ...args], { cwd: folder.path }).status;

/** Makes a repository in which one commit adds the check, and a commit with a long subject stands before it. */
async function repository(): Promise<void> {
  git('init', '--quiet');
  commit(LONG);
  await placeCheck();
  git('add', '.');
  commit('Check subjects');
}

const placeCheck = (): Promise<void> => cp(join(projectFolder, CHECK), join(folder.path, CHECK));

const commit = (subject: string): void =>
  expect(git('commit', '--quiet', '--allow-empty', '-m', subject)).toBe(0);

function check(path = folder.path) {
  const { status, stderr } = spawnSync(process.execPath, [CHECK], { cwd: path, encoding: 'utf8' });
  return { status, stderr };
}

const isFine = { status: 0, stderr: '' };

it('demands short subjects of what came after it, and lets older ones be', async () => {
  await repository();
  commit('x'.repeat(72));
  expect(check()).toEqual(isFine);
  commit(LONG);
  expect(check()).toEqual({ status: 1, stderr: expect.stringContaining(LONG) });
});

it('looks at nothing before the last release', async () => {
  await repository();
  commit(LONG);
  git('tag', 'v1.0.0');
  commit('Begin the next release');
  expect(check()).toEqual(isFine);
});

it('passes in a shallow clone', async () => {
  await repository();
  commit('Go on');
  git('clone', '--quiet', '--depth', '1', `file://${folder.path}`, 'shallow');
  expect(check(join(folder.path, 'shallow'))).toEqual(isFine);
});

it('passes where there is no repository', async () => {
  await placeCheck();
  await writeFile(join(folder.path, 'package.json'), '{}');
  expect(check()).toEqual(isFine);
});
