import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { appendFile, cp, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectFolder } from './support/project-folder';
import { temporaryFolder, type TemporaryFolder } from './support/temporary-folder';

/** A small project, built by the real tools. */
const files = {
  'package.json': '{}',
  'package-lock.json': '{}',
  'apps/conformance/src/main.ts': 'export const two = 2;\n',
  'apps/ledger/src/main.ts': 'export const one = 1;\n',
  'apps/portal/src/page.eta': '<p>\n',
  'libs/gone.ts': 'export const gone = true;\n',
};

let folder: TemporaryFolder;
beforeEach(async () => {
  folder = await temporaryFolder();
  for (const [path, content] of Object.entries(files)) await write(path, content);
  for (const path of ['tools', 'tsconfig.json', 'tsconfig.build.json'])
    await cp(join(projectFolder, path), join(folder.path, path), { recursive: true });
  await symlink(join(projectFolder, 'node_modules'), at('node_modules'));
});
afterEach(() => folder.remove());

const at = (path: string): string => join(folder.path, path);

async function write(path: string, content: string): Promise<void> {
  await mkdir(join(at(path), '..'), { recursive: true });
  await writeFile(at(path), content);
}

function build() {
  const { status, stderr } = spawnSync(process.execPath, ['tools/build.mjs'], {
    cwd: folder.path,
    encoding: 'utf8',
  });
  return { status, stderr };
}

const isBuilt = { status: 0, stderr: '' };

it('compiles nothing while the sources are the same: no compiler is needed then', async () => {
  expect(build()).toEqual(isBuilt);
  await rm(at('node_modules'));
  expect(build()).toEqual(isBuilt);
  await write('apps/ledger/src/main.ts', 'export const one = 2;\n');
  const why =
    'The sources have changed since the build, and the compiler is not installed: run npm ci first.\n';
  for (let attempt = 0; attempt < 2; attempt += 1) expect(build()).toEqual({ status: 1, stderr: why });
  await write('apps/ledger/src/main.ts', 'export const one = 1;\n');
  expect(build()).toEqual(isBuilt);
});

it('says so where nothing was built and the compiler is not installed', async () => {
  await rm(at('node_modules'));
  const why = 'The project is not built, and the compiler is not installed: run npm ci first.\n';
  expect(build()).toEqual({ status: 1, stderr: why });
});

it('builds again what was removed', async () => {
  build();
  await rm(at('dist'), { recursive: true });
  expect(build()).toEqual(isBuilt);
  expect(existsSync(at('dist/apps/ledger/src/main.js'))).toBe(true);
  expect(existsSync(at('dist/apps/portal/src/page.eta'))).toBe(true);
});

it('removes what was built of a source that is gone', async () => {
  build();
  expect(existsSync(at('dist/libs/gone.js'))).toBe(true);
  await rm(at('libs/gone.ts'));
  expect(build()).toEqual(isBuilt);
  expect(existsSync(at('dist/libs/gone.js'))).toBe(false);
  expect(existsSync(at('dist/libs/gone.js.map'))).toBe(false);
  expect(existsSync(at('dist/apps/ledger/src/main.js'))).toBe(true);
});

it('builds again what changed while it was built', async () => {
  const change = `import { writeFile } from 'node:fs/promises';
    await writeFile('apps/ledger/src/main.ts', 'export const one = 2;\\n');`;
  await appendFile(at('tools/finish-build.mjs'), change);
  build();
  expect(build()).toEqual(isBuilt);
  expect(await readFile(at('dist/apps/ledger/src/main.js'), 'utf8')).toContain('one = 2');
});
