import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ROOT } from './planted-tree';

const PRODUCT = 'tsconfig.build.json';

const { testCode } = jest.requireActual<{ testCode: readonly string[] }>(join(ROOT, 'tools/test-code.cjs'));
const isTestCode = new RegExp(testCode.join('|'));

/** What the compiler makes a build from: what the project lists, and what that imports. */
function sourcesOf(project: string): string[] {
  const compiler = join(ROOT, 'node_modules/typescript/bin/tsc');
  const listed = execFileSync(process.execPath, [compiler, '-p', join(ROOT, project), '--listFilesOnly']);
  const files = listed.toString().split('\n').filter(Boolean);
  return files.map((file) => relative(ROOT, file)).filter((file) => !file.startsWith('node_modules/'));
}

it('is what `npm run build` builds', () => {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    scripts: { build: string };
  };
  expect(scripts.build).toBe('node tools/build.mjs');
  expect(readFileSync(join(ROOT, 'tools/build.mjs'), 'utf8')).toContain(
    `const product = { stamp: '.built', config: '${PRODUCT}'`,
  );
});

it('builds every app from its sources, and no test', () => {
  const sources = sourcesOf(PRODUCT);
  expect(sources).toEqual(
    expect.arrayContaining(['api', 'portal', 'ledger', 'start'].map((app) => `apps/${app}/src/main.ts`)),
  );
  expect(sources.filter((file) => isTestCode.test(file))).toEqual([]);
});

it.each(['libs/consent/src/given/events.ts', 'apps/api/src/contracts/x.cases.ts', 'test/support/call.ts'])(
  'would see %s',
  (file) => {
    expect(file).toMatch(isTestCode);
  },
);
