import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { parseEnv, promisify } from 'node:util';
import { errorCatalogue, readConfig, settings } from '#platform';
import { headers } from '../apps/api/src/doors/http/headers';
import { httpStatusOf, problems } from '../apps/api/src/contract/error-table';
import { commands } from '../apps/ledger/src/commands';
import manifest from '../package.json';
import { SpawnedProtocolServer } from './eventstoredb-protocol-server/spawned-server';
import { call } from './support/call';
import { blocks, cellsOf, codeOf, examples, readme, ROOT, tableUnder, type Example } from './support/readme';
import { environmentExample, settingsTable } from './support/settings-text';
import { spawnService, type SpawnedService } from './support/spawned-service';
import { temporaryFolder, type TemporaryFolder } from './support/temporary-folder';

const ADDRESS = 'http://127.0.0.1:3000';
const changing: Readonly<Record<string, string>> = {
  uuid: '[\\da-f]{8}(?:-[\\da-f]{4}){3}-[\\da-f]{12}',
  number: '[\\d.,]+',
  time: '\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d',
};
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

type Environment = Readonly<Record<string, string>>;

/** Runs an example as a reader would, in the project's folder, against a service and a ledger somewhere else. */
async function print({ command }: Example, url: string, environment: Environment): Promise<string> {
  const script = `set -o pipefail\n${command.replaceAll(ADDRESS, url)}`;
  const env = { ...process.env, ...environment };
  const { stdout } = await promisify(execFile)('bash', ['-c', script], { cwd: ROOT, env });
  return stdout;
}

/** What changes from run to run is written as `<uuid>`, `<number>` or `<time>`. */
function expected(value: unknown): unknown {
  if (value === '<uuid>') return expect.stringMatching(UUID);
  if (value === '<number>') return expect.any(Number);
  if (Array.isArray(value)) return value.map(expected);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, expected(inner)]));
}

function expectAnswer(printed: string, { form, answer }: Example): void {
  if (form === 'json') return expect(JSON.parse(printed)).toEqual(expected(JSON.parse(answer)));
  const pattern = answer
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replace(/<(uuid|number|time)>/g, (_whole, name: string) => changing[name]!);
  return expect(printed).toMatch(new RegExp(`^${pattern}$`));
}

describe.each(['the embedded store', 'EventStoreDB'])('the examples, on %s', (store) => {
  let folder: TemporaryFolder;
  let server: SpawnedProtocolServer | null = null;
  let service: SpawnedService;
  let environment: Environment;

  beforeAll(async () => {
    folder = await temporaryFolder();
    server = store === 'EventStoreDB' ? await SpawnedProtocolServer.start() : null;
    environment = { DATA_DIR: folder.path, ...(server && { EVENT_STORE_URL: server.url }) };
    service = await spawnService({ ...environment, CALLER_RIGHTS: 'audit' });
  });

  afterAll(async () => {
    await service.end('SIGTERM');
    await server?.stop();
    await folder.remove();
  });

  it.each(examples.map((example, index) => ({ number: index + 1, example })))(
    'example $number prints its answer',
    async ({ example }) => expectAnswer(await print(example, service.url, environment), example),
    60_000,
  );

  it('name only metrics that there are', async () => {
    const metrics = await (await fetch(`${service.url}/metrics`)).text();
    const named = [...readme.matchAll(/`(consent_\w+)`/g)].map(([, name]) => name!);
    const there = [...metrics.matchAll(/^# HELP (consent_\w+)/gm)].map(([, name]) => name!);
    expect(named.sort()).toEqual(there.sort());
  });
});

it('runs every command that calls a service or opens a ledger, and counts them', () => {
  const calling = blocks.filter(
    ({ language, content }) => language === 'sh' && /curl|npx ledger/.test(content),
  );
  expect(calling.filter(({ purpose }) => purpose !== 'example')).toEqual([]);
  expect(examples.length).toBeGreaterThanOrEqual(10);
});

it('a copy of the log is a backup: the service goes on from it, and builds the read models anew', async () => {
  const [original, restored] = [await temporaryFolder(), await temporaryFolder()];
  const before = await spawnService({ DATA_DIR: original.path });
  const body = (sample: string) =>
    JSON.parse(readFileSync(join(ROOT, 'samples', `${sample}.json`), 'utf8')) as object;
  await call(before.url, 'register-extended-consent', body('01-register-extended-consent-for-a-unit'));
  expect(await before.end('SIGTERM')).toBe(0);
  await cp(join(original.path, 'log'), join(restored.path, 'log'), { recursive: true });
  const after = await spawnService({ DATA_DIR: restored.path });
  const answer = await call(after.url, 'check-consent', body('02-check-consent-of-the-unit'));
  await after.end('SIGTERM');
  await Promise.all([original.remove(), restored.remove()]);
  expect(answer.body).toMatchObject({ checkResult: { hasConsent: true } });
});

type Paths = Readonly<Record<string, Readonly<Record<string, { readonly tags: readonly string[] }>>>>;

describe('the tables', () => {
  it('of contracts has every contract at its address', async () => {
    const folder = await temporaryFolder();
    const service = await spawnService({ DATA_DIR: folder.path });
    const { paths } = (await (await fetch(`${service.url}/docs-json`)).json()) as { paths: Paths };
    const contracts = Object.keys(paths).filter((path) => paths[path]?.post?.tags.includes('Consents'));
    await service.end('SIGTERM');
    await folder.remove();
    const rows = tableUnder('The contracts');
    expect(rows.map(([, address]) => codeOf(address)).sort()).toEqual(contracts.sort());
    for (const [name, address] of rows) {
      expect(codeOf(address)).toBe(`/v2/${name!.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase()}`);
    }
  });

  it('of the command line has every command with its summary', () => {
    const rows = tableUnder('For auditors and operators').filter(([name]) => name!.startsWith('`ledger '));
    expect(rows).toEqual(commands.map(({ name, summary }) => [`\`ledger ${name}\``, summary]));
  });

  it('of what auditors call has every address', async () => {
    const folder = await temporaryFolder();
    const service = await spawnService({ DATA_DIR: folder.path });
    const { paths } = (await (await fetch(`${service.url}/docs-json`)).json()) as { paths: Paths };
    await service.end('SIGTERM');
    await folder.remove();
    const calls = Object.entries(paths).flatMap(([path, operations]) =>
      Object.entries(operations)
        .filter(([, operation]) => operation.tags.includes('Audit'))
        .map(([method]) => `${method.toUpperCase()} ${path}`),
    );
    const rows = tableUnder('For auditors and operators').filter(([name]) => name!.includes(' /v2/'));
    expect(rows.map(([name]) => codeOf(name)).sort()).toEqual(calls.sort());
  });

  it('of results has every result code with its status', () => {
    const rows = tableUnder('Results').map(([code, status]) => [codeOf(code), Number(status)]);
    expect(rows).toEqual(Object.entries(httpStatusOf));
  });

  it('of problems has every problem with its status and title', () => {
    const rows = tableUnder('Problems').map(([code, status, error, title]) => {
      return [codeOf(code), Number(status), codeOf(error), title];
    });
    const told = Object.entries(problems).map(([code, { status, error }]) => {
      return [code, status, error, errorCatalogue[error].told.en];
    });
    expect(rows).toEqual(told);
  });

  it('of headers has every header', () => {
    const named = tableUnder('Headers').map(([name]) => codeOf(name).toLowerCase());
    expect(named.sort()).toEqual(Object.values(headers).sort());
  });

  it('of settings is what the settings say of themselves', () => {
    expect(tableUnder('Settings')).toEqual(settingsTable().map(cellsOf));
  });

  it('of commands has only commands that there are, and every test, check and start', () => {
    const scripts = Object.keys(manifest.scripts);
    const named = new Set([...readme.matchAll(/`npm (?:run )?([a-z:]+)/g)].map(([, name]) => name!));
    named.delete('ci');
    expect([...named].filter((name) => !scripts.includes(name))).toEqual([]);
    const listed = tableUnder('Working on it').map(([command]) => codeOf(command).replace(/npm (run )?/, ''));
    expect(listed.filter((name) => !scripts.includes(name))).toEqual([]);
    const own = scripts.filter((name) => !/^(pre|build$|check:)/.test(name));
    expect(own.filter((name) => !listed.includes(name))).toEqual([]);
  });
});

describe('.env.example', () => {
  const text = readFileSync(join(ROOT, '.env.example'), 'utf8');

  it('is what the settings say of themselves', () => {
    expect(text).toBe(environmentExample());
  });

  it('changes nothing as it stands, and is accepted with every # taken away', () => {
    expect(parseEnv(text)).toEqual({});
    const all = parseEnv(text.replace(/^#(?=[A-Z_]+=)/gm, '')) as Record<string, string>;
    expect(Object.keys(all).sort()).toEqual(Object.keys(settings).sort());
    expect(() => readConfig(all)).not.toThrow();
  });
});

it('every decision is listed by its title', () => {
  const folder = join(ROOT, 'docs/decisions');
  const files = readdirSync(folder).filter((file) => file !== 'README.md');
  const listed = [...readFileSync(join(folder, 'README.md'), 'utf8').matchAll(/^- (.*)$/gm)].map(
    ([, line]) => line,
  );
  const titleOf = (file: string) =>
    readFileSync(join(folder, file), 'utf8').split('\n', 1)[0]!.replace('# ', '');
  expect(listed).toEqual(files.sort().map((file) => `[${titleOf(file)}](${file})`));
});

it('links and pictures lead somewhere, here and in docs', () => {
  const decisions = readdirSync(join(ROOT, 'docs/decisions')).map((file) => `docs/decisions/${file}`);
  const targets = ['README.md', 'CHANGELOG.md', ...decisions].flatMap((file) => {
    const text = readFileSync(join(ROOT, file), 'utf8');
    return [...text.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, target]) =>
      join(ROOT, file, '..', target!),
    );
  });
  expect(targets.filter((target) => !existsSync(target))).toEqual([]);
});
