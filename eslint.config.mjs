import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** What only tests run: specs, and what specs are written with. */
const tests = ['test/**/*.ts', '**/*.{spec,real,long,cases}.ts', '**/given/**/*.ts'];

/** The rules and the answers: the same input gives the same output, for ever. */
const pureRooms = ['libs/{consent,read-models}/src/**/*.ts'];

const outsideWorld = [
  ...['Date', 'performance', 'crypto', 'process', 'globalThis', 'global', 'console', 'fetch', 'require'],
  ...['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask'],
];

const thenable = {
  selector: ':matches(MethodDefinition, PropertyDefinition, Property)[key.name="then"]',
  message: 'An object with `then` is a promise to every `await`: find another name.',
};

const focusedTest = {
  selector:
    ':matches(MemberExpression[property.name=/^(only|skip|todo)$/], CallExpression[callee.name=/^[fx](it|test|describe)$/])',
  message: 'Every test runs, every time.',
};

/** Marked as deprecated by its library for one reason: so that nobody overlooks it. */
const plainHttpOnLoopback = { from: 'package', package: 'openid-client', name: 'allowInsecureRequests' };

/** Names that begin with `house/` mark the rules chosen here; test/architecture plants a violation of each. */
export default defineConfig(
  globalIgnores(['dist/', 'bench/peer/dist/', 'data/', 'coverage/']),
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    files: ['**/*.cjs'],
    languageOptions: { sourceType: 'commonjs', globals: { module: 'writable', require: 'readonly' } },
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
  },
  {
    name: 'house/limits',
    files: ['**/*.{ts,cjs,mjs}'],
    rules: {
      'max-lines': ['error', 200],
      'max-lines-per-function': ['error', 40],
      'max-depth': ['error', 3],
      'max-params': ['error', 4],
      complexity: ['error', 8],
    },
  },
  {
    // One file on purpose: it is handed to others, who need nothing else and read it before they trust it.
    files: ['tools/verify-receipt.mjs'],
    rules: { 'max-lines': ['error', 390] },
  },
  {
    name: 'house/habits',
    files: ['**/*.ts'],
    rules: {
      eqeqeq: 'error',
      'no-else-return': 'error',
      'no-param-reassign': 'error',
      'no-restricted-syntax': ['error', thenable],
      'no-warning-comments': [
        'error',
        { terms: ['todo', 'fixme', 'hack', '---', '===', '###'], location: 'start' },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-deprecated': ['error', { allow: [plainHttpOnLoopback] }],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-unnecessary-condition': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_+$', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/prefer-readonly': 'error',
      '@typescript-eslint/return-await': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
    },
  },
  {
    // A method is async so that what goes wrong in it rejects, not only because it waits for something.
    files: ['**/*.ts'],
    rules: { '@typescript-eslint/require-await': 'off' },
  },
  {
    name: 'house/product',
    files: ['{apps,libs}/**/*.ts'],
    ignores: tests,
    rules: {
      'no-console': 'error',
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/no-shadow': 'error',
    },
  },
  {
    name: 'house/tests',
    files: tests,
    rules: {
      'max-lines': ['error', 400],
      'no-restricted-syntax': ['error', thenable, focusedTest],
    },
  },
  {
    // The one place that skips tests: where the machine lacks a part that they need, and the summary says so.
    files: ['test/support/machine-part.ts'],
    rules: { 'no-restricted-syntax': ['error', thenable] },
  },
  {
    // A describe is a chapter, not a function; and the expectation itself checks what came out of JSON or `expect.any`.
    files: tests,
    rules: {
      'max-lines-per-function': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  {
    name: 'house/pure-rooms',
    files: pureRooms,
    ignores: ['**/*.spec.ts'],
    rules: {
      'no-restricted-globals': ['error', ...outsideWorld],
      'no-restricted-properties': ['error', { object: 'Math', property: 'random' }],
    },
  },
  {
    // A sample has a project of its own and installs the packed client; a test compiles it there. So has the peer of the benches.
    files: ['{samples,bench/peer}/**/*.ts'],
    ...tseslint.configs.disableTypeChecked,
  },
  {
    // Nest and TypeORM take these classes from the types of parameters when they run, which is not seen without the types.
    files: ['bench/peer/**/*.ts'],
    rules: { '@typescript-eslint/consistent-type-imports': 'off' },
  },
  prettier,
);
