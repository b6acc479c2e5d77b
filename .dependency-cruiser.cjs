const { libDirections: directions } = require('./tools/lib-directions.cjs');
const { localIdp, packagesOfOnePlace } = require('./tools/package-rules.cjs');
const { spec, testCode, testWords } = require('./tools/test-code.cjs');

/** Folders inside a room that are entered through an `index.ts`, too. */
const folders = [
  'apps/api/src/contracts',
  'libs/event-store/src/eventstoredb',
  'test/eventstoredb-protocol-server',
];

const product = { path: '^(apps|libs)/', pathNot: testCode };

const npm = (...names) => `(^|/)node_modules/(${names.join('|')})(/|$)`;

/** Where a lib is entered. The client has a door for each entry of its package, and a store one for what loads the client of its server. */
const libDoor = '^libs/([^/]+/src/(given/)?|client/src/(nest|testing)/|[^/]+/src/eventstoredb/)index\\.ts$';

const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

const libDirections = Object.entries(directions).map(([lib, others]) =>
  forbid(
    `${lib}-keeps-its-direction`,
    `libs/${lib} imports ${others.length === 0 ? 'no other lib' : `no lib but ${others.join(' and ')}`}.`,
    { path: `^libs/${lib}/` },
    { path: '^libs/', pathNot: `^libs/(${[lib, ...others].join('|')})/` },
  ),
);

const folderDoors = folders.map((folder) =>
  forbid(
    `${folder.replaceAll('/', '-')}-has-a-door`,
    `${folder} is entered through its index.ts; only a spec may look behind it.`,
    { path: '^(apps|libs|test|bench)/', pathNot: [`^${folder}/`, spec] },
    { path: `^${folder}/`, pathNot: ['/index\\.ts$', testWords] },
  ),
);

const directionRules = [
  forbid('every-import-resolves', 'What is imported exists.', {}, { couldNotResolve: true }),
  forbid('no-circles', 'Two files that need each other are one file, or three.', {}, { circular: true }),
  forbid(
    'apps-never-meet',
    'What two apps share is a lib.',
    { path: '^apps/([^/]+)/' },
    { path: '^apps/', pathNot: '^apps/$1/' },
  ),
  forbid('libs-know-no-app', 'Apps import libs, not the reverse.', { path: '^libs/' }, { path: '^apps/' }),
  forbid(
    'every-lib-is-in-the-list',
    'A new lib first gets its line in the list of directions.',
    { path: '^libs/', pathNot: `^libs/(${Object.keys(directions).join('|')})/` },
    { path: '.' },
  ),
  ...libDirections,
];

const doorRules = [
  forbid(
    'libs-have-one-door',
    'A lib is entered through its index.ts.',
    { path: '^libs/([^/]+)/' },
    { path: '^libs/', pathNot: ['^libs/$1/', libDoor] },
  ),
  forbid(
    'libs-have-one-door-for-apps-and-tests',
    'A lib is entered through its index.ts.',
    { path: '^(apps|test|bench)/' },
    { path: '^libs/', pathNot: libDoor },
  ),
  forbid(
    'libs-are-called-by-name',
    'Other rooms say #consent, not the way to its folder.',
    { path: '^(apps|test|bench)/' },
    { path: '^libs/', dependencyTypesNot: ['aliased-subpath-import'] },
  ),
  forbid(
    'libs-call-each-other-by-name',
    'Other rooms say #consent, not the way to its folder.',
    { path: '^libs/([^/]+)/' },
    { path: '^libs/', pathNot: '^libs/$1/', dependencyTypesNot: ['aliased-subpath-import'] },
  ),
  ...folderDoors,
];

const roomRules = [
  forbid(
    'contract-folders-never-meet',
    'What two contracts share is in contract/ or #contracts.',
    { path: '^apps/api/src/contracts/([^/]+)/' },
    {
      path: '^apps/api/src/contracts/',
      pathNot: ['^apps/api/src/contracts/$1/', '^apps/api/src/contracts/given/'],
    },
  ),
  forbid(
    'read-model-folders-never-meet',
    'Every question has its own answer.',
    { path: '^libs/read-models/src/([^/]+)/', pathNot: testCode },
    { path: '^libs/read-models/src/[^/]+/', pathNot: '^libs/read-models/src/$1/' },
  ),
  forbid(
    'pure-rooms-import-no-package',
    'The rules and the answers depend on nothing that can change under them.',
    { path: '^libs/(consent|read-models)/', pathNot: spec },
    {
      dependencyTypes: ['core', 'npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'npm-unknown'],
      // Words for tests draw random histories with it; the product may not import it (another rule).
      pathNot: npm('fast-check'),
    },
  ),
  forbid(
    'contracts-know-no-door',
    'Contracts and their fields know neither HTTP nor XML: both doors share them.',
    { path: '\\.(contract|dto)\\.ts$' },
    {
      path: [
        '\\.controller\\.ts$|^apps/api/src/doors/',
        npm('fastify', '@nestjs/platform-fastify'),
        '^(node:)?https?$',
      ],
    },
  ),
  forbid(
    'client-takes-types-alone',
    'The package of the client has the types of the messages, and none of their code.',
    { path: '^libs/client/', pathNot: testCode },
    { path: '^libs/contracts/', dependencyTypesNot: ['type-only'] },
  ),
  forbid(
    'libs-know-no-framework',
    'Nest and Fastify end at the apps. The client has a module for callers that use Nest.',
    { path: '^libs/', pathNot: '^libs/client/src/nest/' },
    { path: npm('@nestjs', 'fastify', '@fastify') },
  ),
];

const packageRules = [
  ...packagesOfOnePlace({ forbid, npm }),
  forbid(
    'nothing-rests-on-the-local-idp',
    'What lets anybody be whom they pick is no part of the portal.',
    { path: '^apps/', pathNot: localIdp },
    { path: localIdp },
  ),
  forbid(
    'packages-are-listed',
    'What is imported is in package.json.',
    {},
    { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
  ),
  forbid('product-needs-no-dev-package', 'The service runs after `npm ci --omit=dev`.', product, {
    dependencyTypes: ['npm-dev'],
  }),
];

const testRules = [
  forbid('product-imports-no-test', 'Tests know the product, never the other way.', product, {
    path: testCode,
  }),
  forbid(
    'nothing-rests-on-bench',
    'Bench measures the others, and nobody needs it.',
    { path: testCode, pathNot: '^bench/' },
    { path: '^bench/' },
  ),
  forbid('specs-are-leaves', 'What two specs share is given, not a spec.', {}, { path: spec }),
];

module.exports = {
  forbidden: [...directionRules, ...doorRules, ...roomRules, ...packageRules, ...testRules],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    // The peer of the benches is a package of its own.
    exclude: { path: '^bench/peer/' },
    doNotFollow: { path: ['node_modules', '^dist/'] },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['consent-ledger-source', 'require', 'node', 'default', 'types'],
    },
  },
};
