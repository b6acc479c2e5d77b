import { errorCatalogue } from '#platform';
import { headers } from '../../apps/api/src/doors/http/headers';
import { httpStatusOf, problems } from '../../apps/api/src/contract/error-table';
import { commands } from '../../apps/ledger/src/commands';
import manifest from '../../package.json';
import { codeOf, pageAt, pages, readme, tableUnder } from '../support/pages';
import { spawnService, type SpawnedService } from '../support/spawned-service';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';

type Paths = Readonly<Record<string, Readonly<Record<string, { readonly tags: readonly string[] }>>>>;

const api = pageAt('docs/api.md');
const operations = pageAt('docs/operations.md');
const commandLine = pageAt('docs/command-line.md');
const contributing = pageAt('CONTRIBUTING.md');

describe('against a service', () => {
  let folder: TemporaryFolder;
  let service: SpawnedService;
  let paths: Paths;

  beforeAll(async () => {
    folder = await temporaryFolder();
    service = await spawnService({ DATA_DIR: folder.path });
    ({ paths } = (await (await fetch(`${service.url}/docs-json`)).json()) as { paths: Paths });
  });
  afterAll(async () => {
    await service.end('SIGTERM');
    await folder.remove();
  });

  it('the table of contracts has every contract at its address', () => {
    const contracts = Object.keys(paths).filter((path) => paths[path]?.post?.tags.includes('Consents'));
    const rows = tableUnder('The contracts', readme);
    expect(rows.map(([, address]) => codeOf(address)).sort()).toEqual(contracts.sort());
    for (const [name, address] of rows) {
      expect(codeOf(address)).toBe(`/v2/${name!.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase()}`);
    }
  });

  it('the table of questions about the past has every address', () => {
    const calls = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods)
        .filter(([, operation]) => operation.tags.includes('Audit'))
        .map(([method]) => `${method.toUpperCase()} ${path}`),
    );
    const rows = tableUnder('Questions about the past', api);
    expect(rows.map(([name]) => codeOf(name)).sort()).toEqual(calls.sort());
  });

  it('the metrics that are named are those that there are', async () => {
    const metrics = await (await fetch(`${service.url}/metrics`)).text();
    const named = [...operations.text.matchAll(/`(consent_\w+)`/g)].map(([, name]) => name!);
    const there = [...metrics.matchAll(/^# HELP (consent_\w+)/gm)].map(([, name]) => name!);
    expect(named.sort()).toEqual(there.sort());
  });
});

it('the table of the command line has every command with its summary', () => {
  const rows = tableUnder('The command line', commandLine).filter(([name]) => name!.startsWith('`ledger '));
  expect(rows).toEqual(commands.map(({ name, summary }) => [`\`ledger ${name}\``, summary]));
});

it('the table of results has every result code with its status', () => {
  const rows = tableUnder('Results', api).map(([code, status]) => [codeOf(code), Number(status)]);
  expect(rows).toEqual(Object.entries(httpStatusOf));
});

it('the table of problems has every problem with its status and title', () => {
  const rows = tableUnder('Problems', api).map(([code, status, error, title]) => {
    return [codeOf(code), Number(status), codeOf(error), title];
  });
  const all = Object.entries(problems).map(([code, { status, error }]) => {
    return [code, status, error, errorCatalogue[error].message.en];
  });
  expect(rows).toEqual(all);
});

it('the table of headers has every header', () => {
  const named = tableUnder('Headers', api).map(([name]) => codeOf(name).toLowerCase());
  expect(named.sort()).toEqual(Object.values(headers).sort());
});

describe('the scripts of the manifest', () => {
  const scripts = Object.keys(manifest.scripts);

  it('are all that a page calls', () => {
    const called = pages.flatMap(({ text }) =>
      [...text.matchAll(/`(?:[A-Z_]+=\S+ )*npm (?:run )?([a-z:]+)/g)].map(([, name]) => name!),
    );
    expect(called.length).toBeGreaterThan(10);
    const known = ['ci', 'install', ...scripts];
    expect(called.filter((name) => !known.includes(name))).toEqual([]);
  });

  it('are in the table of commands: every test, check and start', () => {
    const listed = tableUnder('Commands', contributing).map(([command]) =>
      codeOf(command).replace(/npm (run )?/, ''),
    );
    const own = scripts.filter((name) => !/^(pre|build$|check:)/.test(name));
    expect(listed.sort()).toEqual([...own].sort());
  });
});
