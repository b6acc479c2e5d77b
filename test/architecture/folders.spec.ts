import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PlantedTree, ROOT } from './planted-tree';

/** Files, each with what it imports. No two files need each other here: only their folders do. */
const imports: Readonly<Record<string, string>> = {
  'apps/api/src/upstairs/asks.ts': '../downstairs/answers',
  'apps/api/src/downstairs/climbs.ts': '../upstairs/end',

  'libs/ledger/src/first/asks.ts': '../second/end',
  'libs/ledger/src/second/asks.ts': '../third/end',
  'libs/ledger/src/third/climbs.ts': '../first/end',

  'apps/portal/src/pages/frame/asks.ts': '../views/end',
  'apps/portal/src/pages/views/climbs.ts': '../frame/end',

  'libs/audit/src/index.ts': './above/asks',
  'libs/audit/src/above/asks.ts': '../below/end',
  'libs/audit/src/below/end.spec.ts': '../above/asks',
  'libs/audit/src/below/given/words.ts': '../../above/asks',
};

const ends = [
  'apps/api/src/downstairs/answers.ts',
  'apps/api/src/upstairs/end.ts',
  'apps/portal/src/pages/frame/end.ts',
  'apps/portal/src/pages/views/end.ts',
  'libs/audit/src/below/end.ts',
  'libs/ledger/src/first/end.ts',
  'libs/ledger/src/second/end.ts',
  'libs/ledger/src/third/end.ts',
];

interface Violation {
  readonly from: string;
  readonly to: string;
}

let tree: PlantedTree;
let found: readonly string[];

beforeAll(async () => {
  tree = await PlantedTree.of({
    'tsconfig.json': readFileSync(join(ROOT, 'tsconfig.json'), 'utf8'),
    ...Object.fromEntries(Object.entries(imports).map(([file, imported]) => [file, `import '${imported}';`])),
    ...Object.fromEntries(ends.map((file) => [file, 'export {};'])),
  });
  const config = join(ROOT, 'tools/folder-rules.cjs');
  const report = await tree.run(
    'dependency-cruiser/bin/dependency-cruise.mjs',
    ...['--config', config, '--output-type', 'json', 'apps', 'libs'],
  );
  const { violations } = (JSON.parse(report) as { summary: { violations: Violation[] } }).summary;
  found = violations.map(({ from, to }) => `${from} → ${to}`);
});
afterAll(() => tree.remove());

it.each([
  ['two folders of an app', 'apps/api/src/upstairs → apps/api/src/downstairs'],
  ['three folders in a ring', 'libs/ledger/src/third → libs/ledger/src/first'],
  ['two folders deep inside', 'apps/portal/src/pages/views → apps/portal/src/pages/frame'],
])('reports %s that import each other', (_what, pair) => {
  expect(found).toContain(pair);
});

it('reports no folder that only its tests lead back from', () => {
  expect(found.filter((pair) => pair.includes('libs/audit'))).toEqual([]);
});
