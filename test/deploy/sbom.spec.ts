import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '../support/project-folder';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';

interface Component {
  readonly name: string;
  readonly version: string;
  readonly purl: string;
  readonly hashes?: readonly { readonly alg: string; readonly content: string }[];
  readonly licenses?: readonly object[];
}

interface Bill {
  readonly bomFormat: string;
  readonly specVersion: string;
  readonly metadata: { readonly component: Component & { readonly type: string } };
  readonly components: readonly Component[];
}

interface Locked {
  readonly name?: string;
  readonly version: string;
  readonly dev?: boolean;
  readonly integrity?: string;
}

const readJson = <T>(file: string): T => JSON.parse(readFileSync(join(projectFolder, file), 'utf8')) as T;

const { packages } = readJson<{ packages: Record<string, Locked> }>('package-lock.json');
const manifest = readJson<{ name: string; version: string; dependencies: object }>('package.json');

/** What runs, as the lock file has it: by name and version, with the digest of what is installed. */
const running = new Map(
  Object.entries(packages)
    .filter(([path, { dev }]) => path !== '' && !dev)
    .map(([path, { name, version, integrity }]) => [
      `${name ?? path.replace(/^.*node_modules\//, '')}@${version}`,
      integrity!,
    ]),
);

let folder: TemporaryFolder;
let text: string;
let bill: Bill;

beforeAll(async () => {
  folder = await temporaryFolder();
  const file = join(folder.path, 'sbom.cdx.json');
  execFileSync(process.execPath, [join(projectFolder, 'tools/sbom.mjs'), file]);
  text = readFileSync(file, 'utf8');
  bill = JSON.parse(text) as Bill;
});
afterAll(() => folder.remove());

it('is CycloneDX about this version', () => {
  expect(bill).toMatchObject({ bomFormat: 'CycloneDX', specVersion: '1.5' });
  const { type, name, version } = bill.metadata.component;
  expect([type, name, version]).toEqual(['application', manifest.name, manifest.version]);
});

it('has exactly the packages of the lock file that run', () => {
  const listed = bill.components.map(({ name, version }) => `${name}@${version}`);
  expect(listed.sort()).toEqual([...running.keys()].sort());
  const names = new Set(bill.components.map(({ name }) => name));
  expect(Object.keys(manifest.dependencies).filter((name) => !names.has(name))).toEqual([]);
});

it('has a package that is needed to develop too, which npm itself leaves out', () => {
  expect(bill.components.map(({ name }) => name)).toContain('@grpc/grpc-js');
  expect(readJson<{ devDependencies: object }>('package.json').devDependencies).toHaveProperty([
    '@grpc/grpc-js',
  ]);
});

it('names the licence, the address in the registry and the digest of each', () => {
  for (const { name, version, purl, hashes, licenses } of bill.components) {
    expect([name, licenses?.length]).toEqual([name, 1]);
    expect(decodeURIComponent(purl)).toBe(`pkg:npm/${name}@${version}`);
    const [hash] = hashes!;
    const digest = Buffer.from(running.get(`${name}@${version}`)!.replace('sha512-', ''), 'base64');
    expect([hash!.alg, hash!.content]).toEqual(['SHA-512', digest.toString('hex')]);
  }
});

it('is made with the image, and is in it', () => {
  const dockerfile = readFileSync(join(projectFolder, 'Dockerfile'), 'utf8');
  expect(dockerfile).toMatch(/^RUN npm run build && npm run sbom && npm prune --omit=dev$/m);
  expect(dockerfile).toMatch(/^COPY --from=build \/app\/package\.json \/app\/sbom\.cdx\.json \.\/$/m);
});

it('says nothing of the machine, or of where the packages were fetched', () => {
  const places = [...text.matchAll(/[a-z]+:\/\/[^"\s]*/g)].map(([address]) => address);
  expect(places.filter((address) => !address.startsWith('http://cyclonedx.org/'))).toEqual([]);
  expect(text).not.toMatch(/"(?:\/|[A-Z]:\\)/);
  expect(text).not.toContain(folder.path);
});
