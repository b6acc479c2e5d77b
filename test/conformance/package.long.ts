import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { allCases } from '../../apps/conformance/src/cases';
import { ledger } from '../support/ledger-cli';
import { projectFolder } from '../support/project-folder';
import { spawnService, type SpawnedService } from '../support/spawned-service';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';

const run = promisify(execFile);

interface Manifest {
  readonly bin: Readonly<Record<string, string>>;
  readonly engines: object;
  readonly dependencies: Readonly<Record<string, string>>;
}

let folder: TemporaryFolder;
let service: SpawnedService;

const packed = (...parts: string[]): string =>
  join(folder.path, 'node_modules/consent-conformance', ...parts);

const manifestAt = async (file: string): Promise<Manifest> =>
  JSON.parse(await readFile(file, 'utf8')) as Manifest;

/** As npm would install it, with the project's own packages: nothing is fetched. */
beforeAll(async () => {
  folder = await temporaryFolder();
  service = await spawnService({ DATA_DIR: join(folder.path, 'data') });
  await run(process.execPath, [join(projectFolder, 'tools/pack-conformance.mjs'), folder.path]);
  const [archive] = (await readdir(folder.path)).filter((file) => file.endsWith('.tgz'));
  await mkdir(packed(), { recursive: true });
  await run('tar', ['-xzf', join(folder.path, archive!), '--strip-components=1', '-C', packed()]);
  for (const name of Object.keys((await manifestAt(packed('package.json'))).dependencies)) {
    const link = join(folder.path, 'node_modules', name);
    await mkdir(dirname(link), { recursive: true });
    await symlink(join(projectFolder, 'node_modules', name), link);
  }
});
afterAll(async () => {
  await service.end('SIGTERM');
  await folder.remove();
});

const kit = async (...args: string[]) => {
  const { bin } = await manifestAt(packed('package.json'));
  return ledger(args, { main: packed(bin['consent-conformance']!) });
};

it('needs no other versions than the project tests it with', async () => {
  const { dependencies, engines } = await manifestAt(packed('package.json'));
  const own = await manifestAt(join(projectFolder, 'package.json'));
  expect(engines).toEqual(own.engines);
  for (const [name, version] of Object.entries(dependencies))
    expect(version).toBe(`^${own.dependencies[name]}`);
});

it('has no test in it', async () => {
  const files = await readdir(packed(), { recursive: true });
  expect(files).toEqual(expect.arrayContaining(['README.md', 'LICENSE']));
  expect(files.filter((file) => /spec|given|\.ts$/.test(file))).toEqual([]);
});

it('tests a running service over both doors', async () => {
  const { code, out, err } = await kit(service.url, '--only', 'register.for-the-unit', 'cancel.unknown');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toContain('\n4 passed, 0 failed, ');
});

it('lists its cases', async () => {
  const { code, out } = await kit('--list');
  expect(code).toBe(0);
  expect(out.match(/^\S+$/gm)).toHaveLength(allCases.length);
});

it('says how it is used, and ends with 2 when it is used otherwise', async () => {
  expect(await kit('--help')).toMatchObject({ code: 0, err: '' });
  expect(await kit()).toMatchObject({ code: 2, out: '' });
});
