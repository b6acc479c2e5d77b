const swc = {
  jsc: {
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true },
    target: 'es2023',
    keepClassNames: true,
  },
  sourceMaps: 'inline',
  module: { type: 'commonjs', ignoreDynamic: true },
};

module.exports = {
  rootDir: '.',
  testRegex: '\\.spec\\.ts$',
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  moduleFileExtensions: ['js', 'json', 'ts'],
  testEnvironment: 'node',
  // `#consent` and its like resolve to the TypeScript sources here, to dist/ in production (package.json "imports").
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'node-addons', 'require'] },
  transform: { '^.+\\.ts$': ['@swc/jest', swc] },
  testTimeout: 20000,
};
