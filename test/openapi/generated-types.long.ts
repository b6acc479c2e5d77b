import { spawnSync } from 'node:child_process';
import { copyFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startInProcess } from '../support/in-process-service';
import { projectFolder } from '../support/project-folder';
import { temporaryFolder } from '../support/temporary-folder';

const packages = join(projectFolder, 'node_modules');
const GENERATOR = join(packages, 'openapi-typescript/bin/cli.js');
const COMPILER = join(packages, 'typescript/bin/tsc');
const CALLS = join(projectFolder, 'test/openapi/typed-calls.txt');

const STRICT = [
  ...['--noEmit', '--strict', '--noUncheckedIndexedAccess', '--exactOptionalPropertyTypes'],
  ...['--skipLibCheck', 'false', '--module', 'esnext', '--moduleResolution', 'bundler'],
  ...['--target', 'es2023', '--lib', 'es2023'],
];

/** Runs a program of a package, and returns its exit code and everything it wrote, without colours. */
function run(program: string, args: readonly string[], cwd: string) {
  const environment = { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' };
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    cwd,
    env: environment,
    encoding: 'utf8',
  });
  return { status, output: stdout + stderr };
}

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  folder = await temporaryFolder();
  const service = await startInProcess();
  await writeFile(join(folder.path, 'document.json'), await (await fetch(`${service.url}/docs-json`)).text());
  await service.close();
});
afterAll(() => folder.remove());

it('openapi-typescript makes types of the document without a warning, and calls compile strictly with them', async () => {
  const generated = run(GENERATOR, ['document.json', '--output', 'types.ts'], folder.path);
  expect(generated).toMatchObject({ status: 0 });
  expect(generated.output).toMatch(/document\.json → types\.ts/);
  expect(generated.output).not.toMatch(/warn|error|could not|⚠|✘/i);

  await copyFile(CALLS, join(folder.path, 'calls.ts'));
  expect(run(COMPILER, [...STRICT, 'calls.ts'], folder.path)).toEqual({ status: 0, output: '' });
});
