import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { PlantedTree, ROOT } from './planted-tree';

type Plant = readonly [rule: string, file: string, code: string];

const config = join(ROOT, 'eslint.config.mjs');

interface HouseConfig {
  readonly name: string;
  readonly rules: Readonly<Record<string, string | readonly unknown[]>>;
}

/** Jest cannot import an ES module, so a process of its own reads which rules the house has chosen. */
const house = JSON.parse(
  spawnSync(process.execPath, [
    '--input-type=module',
    '--eval',
    `import config from '${pathToFileURL(config).href}';
     console.log(JSON.stringify(config.filter(({ name }) => /^house.[a-z-]+$/.test(name))));`,
  ]).stdout.toString(),
) as readonly HouseConfig[];

const chosen = house.flatMap(({ name, rules }) => Object.keys(rules).map((rule) => `${name} ${rule}`));

const lines = (count: number, line = (n: number) => `export const n${n} = ${n};`): string =>
  Array.from({ length: count }, (_, n) => line(n)).join('\n') + '\n';

const longFunction = (count: number): string =>
  `export function long(): void {\n${lines(count - 2, (n) => `  void ${n};`)}}\n`;

const branches = (count: number): string =>
  `export function choose(n: number): number {\n${lines(count - 1, (n) => `  if (n === ${n}) return ${n};`)}  return n;\n}\n`;

const nested = (depth: number): string =>
  `export function dig(n: number): void {\n${'if (n > 0) {\n'.repeat(depth)}void n;\n${'}\n'.repeat(depth)}}\n`;

const parameters = (count: number): string => {
  const names = Array.from({ length: count }, (_, n) => `n${n}`);
  return `export function take(${names.map((name) => `${name}: number`).join(', ')}): number[] {\n  return [${names.join(', ')}];\n}\n`;
};

const optionsOf = (name: string, rule: string): readonly unknown[] => {
  const options = house.find((part) => part.name === name)?.rules[rule];
  return Array.isArray(options) ? options.slice(1) : [];
};

const outsideWorld = optionsOf('house/pure-rooms', 'no-restricted-globals') as readonly string[];

const promise = 'export async function later(): Promise<void> {\n  await Promise.resolve();\n}\n';

/** Each of them breaks the rule it is listed under, and no other. */
const plants: readonly Plant[] = [
  ['house/limits max-lines', 'libs/ledger/src/long-file.ts', lines(201)],
  ['house/limits max-lines', 'apps/api/src/long-file.ts', lines(201)],
  ['house/limits max-lines-per-function', 'libs/ledger/src/long-function.ts', longFunction(41)],
  ['house/limits max-depth', 'libs/ledger/src/deep.ts', nested(4)],
  ['house/limits max-depth', 'test/deep.spec.ts', nested(4)],
  ['house/limits max-params', 'libs/ledger/src/wide.ts', parameters(5)],
  ['house/limits max-params', 'test/wide.ts', parameters(5)],
  ['house/limits complexity', 'libs/ledger/src/branches.ts', branches(9)],
  ['house/limits complexity', 'test/branches.spec.ts', branches(9)],

  [
    'house/habits eqeqeq',
    'libs/ledger/src/loose.ts',
    'export const same = (a: number, b: number): boolean => a == b;',
  ],
  [
    'house/habits no-else-return',
    'libs/ledger/src/else.ts',
    'export function sign(n: number): number {\n  if (n < 0) {\n    return -1;\n  } else {\n    return 1;\n  }\n}',
  ],
  [
    'house/habits no-param-reassign',
    'libs/ledger/src/reassign.ts',
    'export function next(n: number): number {\n  n += 1;\n  return n;\n}',
  ],
  ['house/habits no-restricted-syntax', 'libs/ledger/src/thenable.ts', 'export const given = { then: 1 };'],
  [
    'house/habits no-restricted-syntax',
    'libs/ledger/src/thenable-class.ts',
    'export class Given {\n  then(): void {}\n}',
  ],
  ['house/habits no-warning-comments', 'libs/ledger/src/later.ts', '// TO' + 'DO: finish\nexport {};'],
  ['house/habits no-warning-comments', 'libs/ledger/src/banner.ts', '// ------ types ------\nexport {};'],
  [
    'house/habits no-warning-comments',
    'libs/ledger/src/banner-two.ts',
    '/* ===== types ===== */\nexport {};',
  ],
  [
    'house/habits @typescript-eslint/consistent-type-imports',
    'libs/ledger/src/value-import.ts',
    "import { Stats } from 'node:fs';\nexport type Size = Stats['size'];",
  ],
  [
    'house/habits @typescript-eslint/no-deprecated',
    'libs/ledger/src/old.ts',
    '/** @deprecated */\nexport const old = 1;\nexport const young = old + 1;',
  ],
  [
    'house/habits @typescript-eslint/no-floating-promises',
    'libs/ledger/src/floating.ts',
    `${promise}later();`,
  ],
  ['house/habits @typescript-eslint/no-floating-promises', 'test/floating.spec.ts', `${promise}later();`],
  [
    'house/habits @typescript-eslint/no-unnecessary-condition',
    'libs/ledger/src/always.ts',
    'export const size = (text: string): number => text?.length;',
  ],
  [
    'house/habits @typescript-eslint/no-unused-vars',
    'libs/ledger/src/unused.ts',
    'const unused = 1;\nexport {};',
  ],
  [
    'house/habits @typescript-eslint/prefer-readonly',
    'libs/ledger/src/writable.ts',
    'export class Counter {\n  private start = 1;\n\n  first(): number {\n    return this.start;\n  }\n}',
  ],
  [
    'house/habits @typescript-eslint/return-await',
    'libs/ledger/src/lost-rejection.ts',
    `${promise}export async function safe(): Promise<void> {\n  try {\n    return later();\n  } catch {\n    return;\n  }\n}`,
  ],
  [
    'house/habits @typescript-eslint/switch-exhaustiveness-check',
    'libs/ledger/src/forgotten.ts',
    "export function name(kind: 'one' | 'two'): string {\n  switch (kind) {\n    case 'one':\n      return kind;\n  }\n  return '';\n}",
  ],

  ['house/product no-console', 'apps/api/src/loud.ts', "console.log('here');"],
  [
    'house/product @typescript-eslint/explicit-module-boundary-types',
    'libs/ledger/src/untyped.ts',
    'export const twice = (n: number) => n * 2;',
  ],
  [
    'house/product @typescript-eslint/no-shadow',
    'libs/ledger/src/shadow.ts',
    'export const n = 1;\nexport const same = (list: number[]): number[] => list.map((n) => n);',
  ],

  ['house/tests max-lines', 'libs/ledger/src/long.spec.ts', lines(401)],
  ['house/tests no-restricted-syntax', 'test/only.spec.ts', "it.only('runs alone', () => {});"],
  ['house/tests no-restricted-syntax', 'libs/ledger/src/skip.spec.ts', "describe.skip('sleeps', () => {});"],
  [
    'house/tests no-restricted-syntax',
    'libs/ledger/src/each.spec.ts',
    "it.only.each([1])('is %s', () => {});",
  ],
  ['house/tests no-restricted-syntax', 'test/plan.spec.ts', "it.todo('is planned');"],
  ['house/tests no-restricted-syntax', 'test/focus.spec.ts', "fdescribe('runs alone', () => {});"],
  ['house/tests no-restricted-syntax', 'test/sleep.spec.ts', "xit('sleeps', () => {});"],
  ['house/tests no-restricted-syntax', 'test/thenable.ts', 'export const given = { then: 1 };'],

  ...outsideWorld.map((name): Plant => [
    'house/pure-rooms no-restricted-globals',
    `libs/consent/src/${name}.ts`,
    `export const outside: unknown = ${name};`,
  ]),
  [
    'house/pure-rooms no-restricted-globals',
    'libs/read-models/src/given/now.ts',
    'export const now = new Date();',
  ],
  [
    'house/pure-rooms no-restricted-properties',
    'libs/read-models/src/dice.ts',
    'export const dice = Math.random();',
  ],
];

/** Just within the limits, or where the rule does not hold. */
const allowed: readonly (readonly [file: string, code: string])[] = [
  ['libs/ledger/src/file-of-200.ts', lines(200)],
  ['libs/ledger/src/function-of-40.ts', longFunction(40)],
  ['libs/ledger/src/depth-3.ts', nested(3)],
  ['libs/ledger/src/parameters-4.ts', parameters(4)],
  ['libs/ledger/src/branches-8.ts', branches(8)],
  [
    'libs/ledger/src/chapter.spec.ts',
    `describe('a chapter', () => {\n${lines(60, (n) => `  it('${n}', () => {});`)}});`,
  ],
  ['libs/ledger/src/now.ts', 'export const now = new Date();'],
  ['libs/consent/src/now.spec.ts', 'export const now = new Date();'],
  ['test/tool.ts', "console.log('ready');"],
  [
    'apps/api/src/injected.ts',
    [
      "import { Stats } from 'node:fs';",
      'const Injectable = (): ClassDecorator => () => undefined;',
      '@Injectable()',
      'export class Part {\n  constructor(readonly stats: Stats) {}\n}',
    ].join('\n'),
  ],
];

const disabled = 'libs/ledger/src/disabled.ts';

const files = {
  'tsconfig.json': readFileSync(join(ROOT, 'tsconfig.json'), 'utf8'),
  'package.json': '{}',
  [disabled]:
    '// eslint-disable-next-line eqeqeq\nexport const same = (a: number, b: number): boolean => a == b;',
  ...Object.fromEntries([...plants.map(([, file, code]) => [file, code] as const), ...allowed]),
};

interface Report {
  readonly filePath: string;
  readonly messages: readonly { readonly ruleId: string | null; readonly message: string }[];
}

let tree: PlantedTree;
let reports: readonly Report[];

beforeAll(async () => {
  tree = await PlantedTree.of(files);
  await symlink(join(ROOT, 'node_modules'), join(tree.folder, 'node_modules'));
  const found = await tree.run('eslint/bin/eslint.js', '--config', config, '--format', 'json', '.');
  reports = JSON.parse(found) as Report[];
});
afterAll(() => tree.remove());

const messagesAbout = (file: string): Report['messages'] => {
  const report = reports.find(({ filePath }) => filePath === join(tree.folder, file));
  if (!report) throw new Error(`ESLint has not read ${file}.`);
  return report.messages;
};

it.each(plants)('%s is broken by %s', (rule, file) => {
  const [, id] = rule.split(' ');
  expect(messagesAbout(file).map(({ ruleId }) => ruleId)).toEqual([id]);
});

it.each(allowed)('%s is within the limits', (file) => {
  expect(messagesAbout(file)).toEqual([]);
});

it('gives a disable comment no effect but a warning', () => {
  const messages = messagesAbout(disabled);
  expect(messages.map(({ ruleId }) => ruleId)).toEqual([null, 'eqeqeq']);
  expect(messages[0]?.message).toMatch(/no effect/);
});

it('has seen every rule of the house fail', () => {
  expect(chosen.length).toBeGreaterThan(20);
  expect(new Set(plants.map(([rule]) => rule))).toEqual(new Set(chosen));
});
