import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { projectFolder } from '../support/project-folder';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';

let folder: TemporaryFolder;
beforeEach(async () => (folder = await temporaryFolder()));
afterEach(() => folder.remove());

/** How a built program ends that may open so few files, and what it says. */
async function endsWith(files: number, program: string, ...args: readonly string[]) {
  const command = `ulimit -n ${files}; exec "$0" "$@"`;
  const call = ['-c', command, process.execPath, `dist/apps/${program}/src/main.js`, ...args];
  const env = { PATH: process.env.PATH, DATA_DIR: folder.path, PORT: '0', PORTAL_PORT: '0' };
  const ended = promisify(execFile)('sh', call, { cwd: projectFolder, env });
  const { code, stderr } = await ended.then(
    () => ({ code: 0, stderr: '' }),
    (error: unknown) => error as { code: number | null; stderr: string },
  );
  return { code, stderr };
}

it.each([20, 30, 35, 38, 40])(
  'a sentence says that %i open files are too few, at the service',
  async (files) => {
    const { code, stderr } = await endsWith(files, 'api');
    expect(stderr).toMatch(/^The consent ledger cannot start\.\nThis process may open \d+ files at a time/);
    expect(code).toBe(1);
  },
);

it.each([
  ['the portal', 'portal', []],
  ['the command line', 'ledger', ['verify']],
  ['the command line where a ledger is begun', 'ledger', ['init']],
])('a sentence says that 40 open files are too few, at %s', async (_, program, args) => {
  const { code, stderr } = await endsWith(40, program, ...args);
  expect(stderr).toContain('This process may open 40 files at a time, and needs 128');
  expect(stderr).not.toContain('    at ');
  expect(code).toBeGreaterThan(0);
});
