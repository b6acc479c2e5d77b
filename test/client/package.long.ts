import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { ConsentClient } from '#client';
import { blocksOf, pageAt } from '../support/pages';
import { person } from '../support/people';
import { projectFolder } from '../support/project-folder';
import { spawnService, type SpawnedService } from '../support/spawned-service';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';

const run = promisify(execFile);

// It compiles several programs, which a busy machine does slowly.
jest.setTimeout(300_000);

/** What the package and the sample need, linked from the project: nothing is fetched. */
const PACKAGES = [
  ...['@nestjs/common', '@nestjs/core', '@nestjs/platform-fastify', '@types/node', 'class-validator'],
  ...['eventsource-parser', 'jose', 'openid-client', 'reflect-metadata', 'rxjs'],
];

let folder: TemporaryFolder;
let service: SpawnedService;

const inFolder = (...parts: string[]): string => join(folder.path, ...parts);
const packed = (...parts: string[]): string => inFolder('node_modules/@consent-ledger/client', ...parts);

async function write(path: string, content: string): Promise<void> {
  await mkdir(dirname(inFolder(path)), { recursive: true });
  await writeFile(inFolder(path), content);
}

/** Answers what the compiler prints: nothing when all is well. */
async function compile(project: string): Promise<string> {
  const compiler = join(projectFolder, 'node_modules/typescript/bin/tsc');
  return run(process.execPath, [compiler, '-p', inFolder(project)], { cwd: folder.path }).then(
    ({ stdout }) => stdout,
    ({ stdout }: { stdout: string }) => stdout,
  );
}

beforeAll(async () => {
  folder = await temporaryFolder();
  service = await spawnService({ DATA_DIR: inFolder('data') });
  await run(process.execPath, [join(projectFolder, 'tools/pack-client.mjs'), folder.path]);
  const [tarball] = (await readdir(folder.path)).filter((file) => file.endsWith('.tgz'));
  await mkdir(packed(), { recursive: true });
  await run('tar', ['-xzf', inFolder(tarball!), '--strip-components=1', '-C', packed()]);
  for (const name of PACKAGES) {
    await mkdir(dirname(inFolder('node_modules', name)), { recursive: true });
    await symlink(join(projectFolder, 'node_modules', name), inFolder('node_modules', name));
  }
});
afterAll(async () => {
  await service.end('SIGTERM');
  await folder.remove();
});

const question = {
  accessingActor: {
    employeeId: 'SE165565594230-20A1',
    careProviderId: 'SE165565594230-2000',
    careUnitId: 'SE165565594230-2001',
  },
  patientId: { root: '1.2.752.129.2.1.3.1', extension: '191212121212' },
};

const asking = (load: string): string => `${load}
const client = new ConsentClient({ url: process.argv[2], timeoutMs: 50_000, attemptTimeoutMs: 50_000 });
client.checkConsent(${JSON.stringify(question)}).then(({ content }) => {
  console.log(content.hasConsent, typeof RequireConsent, typeof FakeConsentClient);
  client.close();
});
`;

describe('the package', () => {
  it('has its files, and nothing of the contracts but types', async () => {
    const files = await readdir(packed(), { recursive: true });
    expect(files).toEqual(
      expect.arrayContaining(['README.md', 'LICENSE', 'package.json', 'src/contracts.d.ts']),
    );
    const code = files.filter((file) => /\.(m?js|d\.m?ts)$/.test(file));
    const texts = await Promise.all(code.map((file) => readFile(packed(file), 'utf8')));
    expect(texts.filter((text) => /['"]#|class-validator/.test(text))).toEqual([]);
    expect(code.filter((file) => /spec|given/.test(file))).toEqual([]);
  });

  it('asks for no other versions than the project tests it with', async () => {
    const { dependencies, engines } = JSON.parse(await readFile(packed('package.json'), 'utf8')) as Manifest;
    const own = JSON.parse(await readFile(join(projectFolder, 'package.json'), 'utf8')) as Manifest;
    expect(engines).toEqual(own.engines);
    for (const [name, version] of Object.entries(dependencies))
      expect(version).toBe(`^${own.dependencies[name]}`);
  });

  it.each([
    ['required', 'user.cjs', (entry: string, name: string) => `const { ${name} } = require('${entry}');`],
    ['imported', 'user.mjs', (entry: string, name: string) => `import { ${name} } from '${entry}';`],
  ])('works when it is %s', async (_how, file, load) => {
    const lines = [
      load('@consent-ledger/client', 'ConsentClient'),
      load('@consent-ledger/client/nest', 'RequireConsent'),
      load('@consent-ledger/client/testing', 'FakeConsentClient'),
    ];
    await write(file, asking(lines.join('\n')));
    const { stdout } = await run(process.execPath, [inFolder(file), service.url]);
    expect(stdout).toBe('false function function\n');
  });

  it('is the same however it is loaded, so that a request has one scope and an error one class', async () => {
    await write(
      'both.mjs',
      `import { createRequire } from 'node:module';
import * as imported from '@consent-ledger/client';
const required = createRequire(import.meta.url)('@consent-ledger/client');
const names = Object.keys(required).sort();
console.log(names.length > 10 && names.every((name) => imported[name] === required[name]), Object.keys(imported).length === names.length);
`,
    );
    expect((await run(process.execPath, [inFolder('both.mjs')])).stdout).toBe('true true\n');
  });

  it('compiles for a strict user, its declarations included', async () => {
    await write(
      'user/user.ts',
      `import { ConsentClient, inRequest, ServiceTimeout, type CheckContent, type QueryResult } from '@consent-ledger/client';
import { FakeConsentClient } from '@consent-ledger/client/testing';
const client = new ConsentClient({ url: 'http://127.0.0.1' });
export const answer: Promise<QueryResult<CheckContent>> = inRequest({}, () => client.checkConsent(${JSON.stringify(question)}));
export const isYes = async (): Promise<boolean> => {
  const { kind, ...result } = await answer;
  // @ts-expect-error: a refusal has no content.
  void result.content;
  return kind === 'answered';
};
// @ts-expect-error: the patient is missing.
void client.checkConsent({ accessingActor: ${JSON.stringify(question.accessingActor)} });
// @ts-expect-error: a query takes no key.
void client.checkConsent(${JSON.stringify(question)}, { idempotencyKey: 'a' });
new FakeConsentClient().failWith(new ServiceTimeout('', { contract: '', correlationId: '' }));
`,
    );
    // `node16` lets no CommonJS user import the types of a package that is an ES module only.
    for (const module of ['nodenext', 'node16']) {
      await write(
        'user/tsconfig.json',
        project({ module, skipLibCheck: false, noEmit: true, exactOptionalPropertyTypes: true }),
      );
      expect(await compile('user')).toBe('');
    }
  });
});

interface Manifest {
  readonly engines: object;
  readonly dependencies: Readonly<Record<string, string>>;
}

const project = (options: object): string =>
  JSON.stringify({
    compilerOptions: {
      ...{
        module: 'nodenext',
        target: 'ES2023',
        strict: true,
        types: ['node'],
        noUncheckedIndexedAccess: true,
      },
      ...{ experimentalDecorators: true, emitDecoratorMetadata: true, skipLibCheck: true, rootDir: '/' },
      ...options,
    },
  });

describe('the types of the messages', () => {
  it('are those of the contracts, request by request and answer by answer', async () => {
    await write(
      'agreement/agreement.ts',
      `import type * as packed from '@consent-ledger/client';
import type * as own from '#contracts';
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
type Compared = {
  [Path in own.ContractPath]: [
    Same<own.RequestAt<Path>, packed.RequestAt<Path>>,
    Same<own.ResponseAt<Path>, packed.ResponseAt<Path>>,
  ];
};
export const compared = (all: Compared): { [Path in own.ContractPath]: [true, true] } => all;
export const paths: Same<own.ContractPath, packed.ContractPath> = true;
export const codes: Same<own.ResultCode, packed.ResultCode> = true;
// @ts-expect-error: two messages that differ are seen to differ.
export const differ: Same<own.RequestAt<'as-of'>, packed.RequestAt<'check-consent'>> = true;
`,
    );
    const paths = Object.fromEntries(
      ['contracts', 'consent'].map((lib) => [`#${lib}`, [join(projectFolder, `libs/${lib}/src/index.ts`)]]),
    );
    const strictness = { strictPropertyInitialization: false, noEmit: true, paths };
    await write('agreement/tsconfig.json', project(strictness));
    expect(await compile('agreement')).toBe('');
  });

  it('are those of the OpenAPI document', async () => {
    const { components } = (await (await fetch(`${service.url}/docs-json`)).json()) as {
      components: { schemas: Record<string, { properties: object; required?: string[] }> };
    };
    const text = await readFile(packed('src/contracts.d.ts'), 'utf8');
    const interfaces = [...text.matchAll(/^export interface (\w+) \{\n(.*?)^\}/gms)];
    expect(interfaces.length).toBeGreaterThan(30);
    for (const [, name, body] of interfaces) {
      const members = [...body!.matchAll(/^ {2}(\w+)(\??):/gm)];
      const { properties, required = [] } = components.schemas[name!]!;
      expect([name, members.map(([, member]) => member)]).toEqual([name, Object.keys(properties)]);
      const mandatory = members.filter(([, , mark]) => mark === '').map(([, member]) => member);
      expect([name, mandatory]).toEqual([name, required]);
    }
  });
});

describe('the documentation', () => {
  const blocks = [
    ...blocksOf(pageAt('docs/client.md')),
    ...blocksOf(pageAt('libs/client/package/README.md')),
  ];

  it('has examples that compile, and print what it says', async () => {
    const examples = blocks.filter(({ language }) => language === 'ts');
    expect(examples.length).toBeGreaterThan(5);
    for (const [index, { content }] of examples.entries())
      await write(`docs/example-${index}.mts`, content.replaceAll('http://127.0.0.1:3000', service.url));
    await write('docs/tsconfig.json', project({ outDir: inFolder('docs/out'), rootDir: inFolder('docs') }));
    expect(await compile('docs')).toBe('');
    const first = examples.findIndex(({ purpose }) => purpose === 'run');
    const { stdout } = await run(process.execPath, [inFolder(`docs/out/example-${first}.mjs`)]);
    expect(stdout).toBe(blocks.find(({ purpose }) => purpose === 'answer')!.content);
  });
});

describe('samples/nest-app', () => {
  let app: ChildProcess;
  let url: string;

  beforeAll(async () => {
    await cp(join(projectFolder, 'samples/nest-app'), inFolder('app'), { recursive: true });
    expect(await compile('app')).toBe('');
    const { employeeId, careProviderId, careUnitId } = question.accessingActor;
    const env = {
      ...{ PATH: process.env.PATH, PORT: '0', CONSENT_URL: service.url, EMPLOYEE_ID: employeeId },
      ...{ CARE_PROVIDER_ID: careProviderId, CARE_UNIT_ID: careUnitId },
    };
    app = spawn(process.execPath, [inFolder('app/dist/main.js')], {
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    for await (const line of createInterface({ input: app.stdout! })) {
      const [, listening] = /^Listening on (\S+)$/.exec(line) ?? [];
      if (listening) url = listening;
      if (listening) break;
    }
    app.stdout!.resume();
  });
  afterAll(async () => {
    if (app.exitCode !== null) return;
    const end = once(app, 'exit');
    app.kill();
    await end;
  });

  const read = async (extension: string) => {
    const answer = await fetch(`${url}/records/read`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ patientId: { ...question.patientId, extension } }),
    });
    return [answer.status, await answer.json()];
  };

  it('opens a record after a yes, keeps it closed after a no, and when the service is stopped', async () => {
    const { extension } = question.patientId;
    expect(await read(extension)).toEqual([403, expect.objectContaining({ code: 'no-consent' })]);
    const sample = join(projectFolder, 'samples/01-register-extended-consent-for-a-unit.json');
    const client = new ConsentClient({ url: service.url, timeoutMs: 50_000, attemptTimeoutMs: 50_000 });
    const registered = await client.registerExtendedConsent(JSON.parse(await readFile(sample, 'utf8')));
    client.close();
    expect(registered).toMatchObject({ kind: 'answered' });
    expect(await read(extension)).toEqual([
      200,
      { patientId: question.patientId, notes: [expect.any(String)] },
    ]);
    expect(await read(person(2).extension)).toEqual([403, expect.objectContaining({ code: 'no-consent' })]);
    expect(await read('')).toEqual([403, expect.objectContaining({ code: 'question-refused' })]);
    await service.end('SIGTERM');
    expect(await read(extension)).toEqual([503, expect.objectContaining({ code: 'no-answer' })]);
  });
});
