const { availableParallelism } = require('node:os');

const swc = {
  jsc: {
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true },
    target: 'es2023',
    keepClassNames: true,
  },
  sourceMaps: 'inline',
  module: { type: 'commonjs', lazy: true },
};

/** Packages that are ES modules only, or import while they run: Node takes them as they are, and Jest does not. */
const packages = 'jose|openid-client|oauth4webapi|eta|@opentelemetry/otlp-exporter-base';
const onlyModules = `/node_modules/(?:${packages})/`;

module.exports = {
  rootDir: '.',
  testRegex: '\\.spec\\.ts$',
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  moduleFileExtensions: ['js', 'json', 'ts'],
  reporters: ['default', '<rootDir>/tools/skipped-tests-reporter.cjs'],
  testEnvironment: 'node',
  // `#consent` and its like resolve to the TypeScript sources here, to dist/ in production (package.json "imports").
  testEnvironmentOptions: {
    customExportConditions: ['consent-ledger-source', 'node', 'node-addons', 'require'],
  },
  moduleNameMapper: { '^fast-check$': '<rootDir>/tools/seeded-fast-check.cjs' },
  transform: {
    '^.+\\.ts$': ['@swc/jest', swc],
    [`${onlyModules}.+\\.js$`]: [
      '@swc/jest',
      { ...swc, jsc: { ...swc.jsc, parser: { syntax: 'ecmascript' } } },
    ],
  },
  transformIgnorePatterns: [`/node_modules/(?!(?:${packages})/)`],
  // Many tests wait for processes and clocks: three share two processors, or one.
  maxWorkers: Math.max(3, availableParallelism() - 1),
  // Only what stands still takes that long; a machine may be busy with other things.
  testTimeout: 300_000,
  // A browser, servers and stores are closed by their tests; a handle that a package keeps must not keep a run from ending.
  forceExit: true,
};
