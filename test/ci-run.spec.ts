import { spawn } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { text } from 'node:stream/consumers';

/** Writes down how it was called; fails when told to; leaves the report that Jest would have left. */
const npm = `#!/usr/bin/env bash
echo "npm $*" >> "$CALLS"
for argument; do
  [[ "$argument" == --outputFile=* && -n "\${REPORT:-}" ]] && echo "$REPORT" > "\${argument#*=}"
done
[[ "npm $*" != "\${FAILS:-nothing}"* ]]
`;

const aptGet = '#!/usr/bin/env bash\necho "apt-get $*" >> "$CALLS"\n';

const green = {
  numPassedTests: 12,
  numFailedTests: 0,
  numRuntimeErrorTestSuites: 0,
  numPendingTests: 0,
  numTodoTests: 0,
};

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ci-run-'));
  await cp(join(__dirname, '../.ci'), join(folder, '.ci'), { recursive: true });
  await writeFile(join(folder, '.ci/debian-packages'), '# none\n');
  await mkdir(join(folder, 'bin'));
  await Promise.all(
    Object.entries({ npm, 'apt-get': aptGet, sudo: '#!/usr/bin/env bash\n"$@"\n' }).map(place),
  );
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function place([name, script]: [string, string]): Promise<void> {
  const file = join(folder, 'bin', name);
  await writeFile(file, script);
  await chmod(file, 0o755);
}

interface Run {
  readonly code: number;
  /** The calls it made, the name of the report left out. */
  readonly calls: readonly string[];
  readonly lastLine: string | undefined;
}

async function run(environment: Record<string, string>): Promise<Run> {
  const calls = join(folder, 'calls');
  await writeFile(calls, '');
  const child = spawn(join(folder, '.ci/run'), {
    cwd: tmpdir(),
    env: { PATH: [join(folder, 'bin'), process.env.PATH].join(delimiter), CALLS: calls, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<number>((resolve) => child.once('close', (code) => resolve(code ?? -1)));
  const output = await text(child.stdout);
  const called = (await readFile(calls, 'utf8')).replace(/--outputFile=\S+/g, '--outputFile=…');
  return { code: await ended, calls: called.trim().split('\n'), lastLine: output.trim().split('\n').at(-1) };
}

const tests = ['npm test -- --json --outputFile=…', 'npm run test:long -- --json --outputFile=…'];

it('installs, checks, runs the tests and the long ones, and ends with the numbers of both', async () => {
  const done = await run({ REPORT: JSON.stringify(green) });
  expect(done).toEqual({
    code: 0,
    calls: ['npm ci', 'npm run check', ...tests],
    lastLine: '24 passed, 0 failed',
  });
});

it.each([
  ['npm ci', ['npm ci']],
  ['npm run check', ['npm ci', 'npm run check']],
])('stops when %s fails', async (fails, calls) => {
  const done = await run({ FAILS: fails, REPORT: JSON.stringify(green) });
  expect(done.code).toBeGreaterThan(0);
  expect(done.calls).toEqual(calls);
});

it.each([
  ['npm test', { numFailedTests: 3 }, '24 passed, 6 failed'],
  ['npm run test:long', { numFailedTests: 2, numRuntimeErrorTestSuites: 1 }, '24 passed, 6 failed'],
  ['nothing', { numPendingTests: 1, numTodoTests: 1 }, '24 passed, 4 failed'],
])('fails with the numbers when %s fails, %j', async (fails, red, lastLine) => {
  const done = await run({ FAILS: fails, REPORT: JSON.stringify({ ...green, ...red }) });
  expect(done).toEqual({ code: 1, calls: ['npm ci', 'npm run check', ...tests], lastLine });
});

it('fails when the tests leave no report', async () => {
  expect((await run({})).code).toBe(1);
});

it('first installs the Debian packages that are listed and missing', async () => {
  await writeFile(join(folder, '.ci/debian-packages'), '# a browser\nno-such-browser\nbash\n');
  const { calls } = await run({ REPORT: JSON.stringify(green) });
  expect(calls.slice(0, 3)).toEqual([
    'apt-get update',
    'apt-get install --yes --no-install-recommends no-such-browser',
    'npm ci',
  ]);
});
