import { spawnSync } from 'node:child_process';
import { cp, readdir, readFile, rm, symlink } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { projectFolder } from './support/project-folder';
import { temporaryFolder, type TemporaryFolder } from './support/temporary-folder';

const COPIED = [
  ...['apps', 'libs', 'tools', 'package.json', 'package-lock.json', 'nest-cli.json'],
  ...['tsconfig.json', 'tsconfig.build.json'],
];

let folder: TemporaryFolder;
beforeAll(async () => {
  folder = await temporaryFolder();
  for (const path of COPIED)
    await cp(join(projectFolder, path), join(folder.path, path), { recursive: true });
  await symlink(join(projectFolder, 'node_modules'), join(folder.path, 'node_modules'));
});
afterAll(() => folder.remove());

function run(script: string, ...args: readonly string[]): void {
  const options = { cwd: folder.path, encoding: 'utf8' } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], options);
  expect({ status, output: status === 0 ? '' : stdout + stderr }).toEqual({ status: 0, output: '' });
}

/** Every built file with its content; what begins with a dot is of the build itself. */
async function built(): Promise<Record<string, string>> {
  const dist = join(folder.path, 'dist');
  const entries = await readdir(dist, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && !entry.name.startsWith('.'));
  const read = async (file: string) => [relative(dist, file), await readFile(file, 'base64')] as const;
  return Object.fromEntries(
    await Promise.all(files.map(({ parentPath, name }) => read(join(parentPath, name)))),
  );
}

it('leaves with `nest build` of the apps what `npm run build` leaves', async () => {
  run('tools/build.mjs');
  const expected = await built();
  expect(Object.keys(expected).length).toBeGreaterThan(500);
  await rm(join(folder.path, 'dist'), { recursive: true });
  for (const app of ['api', 'portal', 'ledger', 'start'])
    run('node_modules/@nestjs/cli/bin/nest.js', 'build', app);
  expect(await built()).toEqual(expected);
}, 600_000);
