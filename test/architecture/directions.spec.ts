import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PlantedTree, ROOT } from './planted-tree';

type Import = readonly [file: string, imported: string];
type Plant = readonly [rule: string, ...Import];

const config = join(ROOT, '.dependency-cruiser.cjs');
const { imports, dependencies, devDependencies } = JSON.parse(
  readFileSync(join(ROOT, 'package.json'), 'utf8'),
) as Record<'imports' | 'dependencies' | 'devDependencies', Record<string, unknown>>;

/** Each of them breaks the rule it is listed under, and no other. */
const plants: readonly Plant[] = [
  ['every-import-resolves', 'apps/api/src/lost.ts', './nowhere'],
  ['every-import-resolves', 'apps/api/src/nameless.ts', '#nobody'],
  ['no-circles', 'libs/platform/src/egg.ts', './hen'],
  ['apps-never-meet', 'apps/portal/src/borrower.ts', '../../api/src/main'],
  ['libs-know-no-app', 'libs/platform/src/climber.ts', '../../../apps/api/src/main'],
  ['every-lib-is-in-the-list', 'libs/stranger/src/index.ts', './luggage'],

  ['consent-keeps-its-direction', 'libs/consent/src/planted.ts', '#platform'],
  ['consent-keeps-its-direction', 'libs/consent/src/planted.spec.ts', '#read-models'],
  ['read-models-keeps-its-direction', 'libs/read-models/src/planted.ts', '#platform'],
  ['event-store-keeps-its-direction', 'libs/event-store/src/planted.ts', '#consent'],
  ['contracts-keeps-its-direction', 'libs/contracts/src/planted.ts', '#read-models'],
  ['contract-doors-keeps-its-direction', 'libs/contract-doors/src/planted.ts', '#consent'],
  ['response-codes-keeps-its-direction', 'libs/response-codes/src/planted.ts', '#contracts'],
  ['ledger-keeps-its-direction', 'libs/ledger/src/planted.ts', '#consent'],
  ['evidence-keeps-its-direction', 'libs/evidence/src/planted.ts', '#consent'],
  ['archive-keeps-its-direction', 'libs/archive/src/planted.ts', '#consent'],
  ['audit-keeps-its-direction', 'libs/audit/src/planted.ts', '#evidence'],
  ['retention-keeps-its-direction', 'libs/retention/src/planted.ts', '#ledger'],
  ['consent-ledger-keeps-its-direction', 'libs/consent-ledger/src/planted.ts', '#archive'],
  ['callers-keeps-its-direction', 'libs/callers/src/planted.ts', '#event-store'],
  ['client-keeps-its-direction', 'libs/client/src/planted.ts', '#consent'],
  ['sign-on-keeps-its-direction', 'libs/sign-on/src/planted.ts', '#read-models'],
  ['webhooks-keeps-its-direction', 'libs/webhooks/src/planted.ts', '#contracts'],
  ['platform-keeps-its-direction', 'libs/platform/src/planted.ts', '#event-store'],

  ['libs-have-one-door', 'libs/ledger/src/burglar.ts', '#event-store/inside'],
  ['libs-have-one-door-for-apps-and-tests', 'apps/api/src/burglar.ts', '#event-store/inside'],
  ['libs-have-one-door-for-apps-and-tests', 'test/burglar.spec.ts', '#event-store/inside'],
  ['libs-are-called-by-name', 'apps/api/src/stroller.ts', '../../../libs/platform/src'],
  ['libs-call-each-other-by-name', 'libs/ledger/src/stroller.ts', '../../platform/src'],
  ['apps-api-src-contracts-has-a-door', 'apps/api/src/one.ts', './contracts/check/check.contract'],
  ['libs-event-store-src-eventstoredb-has-a-door', 'libs/event-store/src/three.ts', './eventstoredb/adapter'],
  [
    'test-eventstoredb-protocol-server-has-a-door',
    'bench/four.ts',
    '../test/eventstoredb-protocol-server/log',
  ],

  ['contract-folders-never-meet', 'apps/api/src/contracts/cancel/copied.ts', '../check/check.contract'],
  ['contract-folders-never-meet', 'apps/api/src/contracts/given/bent.ts', '../check/check.contract'],
  ['contract-folders-never-meet', 'apps/api/src/contracts/cancel/up.ts', '../index'],
  ['read-model-folders-never-meet', 'libs/read-models/src/patient/copied.ts', '../check/check.query'],
  ['pure-rooms-import-no-package', 'libs/consent/src/reader.ts', 'node:fs'],
  ['pure-rooms-import-no-package', 'libs/consent/src/drawer.ts', 'uuid'],
  ['pure-rooms-import-no-package', 'libs/read-models/src/hash.ts', 'node:crypto'],
  ['contracts-know-no-door', 'apps/api/src/contracts/cancel/cancel.contract.ts', 'fastify'],
  ['contracts-know-no-door', 'apps/api/src/contracts/cancel/bent.contract.ts', './cancel.controller'],
  ['contracts-know-no-door', 'apps/api/src/contracts/end/end.contract.ts', 'node:http'],
  ['contracts-know-no-door', 'apps/api/src/contracts/get/get.contract.ts', '@nestjs/platform-fastify'],
  ['contracts-know-no-door', 'apps/api/src/contracts/get/bent.contract.ts', '../../doors/soap/xml'],
  ['contracts-know-no-door', 'libs/contracts/src/consents/get.dto.ts', 'node:http'],
  ['libs-know-no-framework', 'libs/ledger/src/module.ts', '@nestjs/common'],
  ['libs-know-no-framework', 'libs/platform/src/server.ts', 'fastify'],
  ['libs-know-no-framework', 'libs/platform/src/pages.ts', '@fastify/static'],
  ['libs-know-no-framework', 'libs/client/src/module.ts', '@nestjs/common'],
  ['client-takes-types-alone', 'libs/client/src/loader.ts', '#contracts'],

  ['xml-in-one-file', 'apps/api/src/doors/soap/soap-door.ts', 'saxes'],
  ['xml-in-one-file', 'libs/platform/src/xml.ts', 'saxes'],
  ['xml-in-one-file', 'libs/contract-doors/src/soap-door.ts', 'saxes'],
  ['lmdb-behind-the-stores', 'apps/api/src/shortcut.ts', 'lmdb'],
  ['eventstoredb-client-in-its-adapter', 'libs/ledger/src/shortcut.ts', '@eventstore/db-client'],
  ['eventstoredb-client-in-its-adapter', 'libs/event-store/src/shortcut.ts', '@eventstore/db-client'],
  ['eventstoredb-client-is-loaded-late', 'libs/consent-ledger/src/early.ts', '#event-store/eventstoredb'],
  ['eventstoredb-client-is-loaded-late', 'libs/event-store/src/early.ts', './eventstoredb'],
  ['opentelemetry-behind-tracing', 'apps/api/src/tracer.ts', '@opentelemetry/api'],
  ['opentelemetry-behind-tracing', 'libs/platform/src/tracer.ts', '@opentelemetry/sdk-trace'],
  ['asn1-behind-the-time-stamps', 'apps/ledger/src/stamps.ts', '@peculiar/asn1-tsp'],
  ['time-stamps-are-loaded-late', 'libs/evidence/src/time-stamp/early.ts', './time-stamps'],
  ['opentelemetry-is-loaded-late', 'libs/platform/src/tracing/early.ts', './otlp-tracing'],
  ['openid-client-behind-sign-on', 'apps/portal/src/pages/start/shortcut.ts', 'openid-client'],
  ['openid-client-behind-sign-on', 'libs/sign-on/src/shortcut.ts', 'openid-client'],
  ['oidc-provider-for-development', 'apps/portal/src/sign-on/shortcut.ts', 'oidc-provider'],
  ['nothing-rests-on-the-local-idp', 'apps/portal/src/leaning.ts', './local-idp/local-idp'],
  ['class-validator-behind-the-fields', 'apps/api/src/checker.ts', 'class-validator'],
  ['class-validator-behind-the-fields', 'libs/contracts/src/checker.ts', 'class-validator'],
  ['packages-are-listed', 'apps/api/src/guest.ts', 'unlisted'],
  ['product-needs-no-dev-package', 'apps/api/src/player.ts', 'fast-check'],

  ['product-imports-no-test', 'libs/read-models/src/player.ts', '#consent/given'],
  ['product-imports-no-test', 'libs/platform/src/player.ts', '../../../test/support/call'],
  ['product-imports-no-test', 'apps/api/src/contracts/cancel/row.ts', './cancel.cases'],
  ['product-imports-no-test', 'apps/api/src/measured.ts', '../../../bench/load'],
  ['nothing-rests-on-bench', 'test/measured.spec.ts', '../bench/load'],
  ['specs-are-leaves', 'test/follower.spec.ts', './honest.spec'],
];

/** What the house allows, and no rule may report. */
const allowed: readonly Import[] = [
  ['apps/api/src/main.ts', '#consent'],
  ['apps/api/src/service.ts', '#ledger'],
  ['apps/api/src/module.ts', './contracts'],
  ['apps/api/src/nest.ts', '@nestjs/common'],
  ['apps/api/src/contracts/index.ts', './check/check.contract'],
  ['apps/api/src/contracts/check/check.contract.ts', '#contracts'],
  ['apps/api/src/contracts/check/check.controller.ts', 'fastify'],
  ['apps/api/src/doors/soap/xml.ts', 'saxes'],
  ['apps/api/src/doors/soap/soap.ts', './xml'],
  ['libs/contract-doors/src/xml.ts', 'saxes'],
  ['apps/api/src/behind.spec.ts', './contracts/cancel/cancel.cases'],
  ['apps/portal/src/main.ts', '#platform'],
  ['apps/portal/src/sign-on/identity-provider.ts', 'openid-client'],
  ['apps/portal/src/local-idp/main.ts', 'oidc-provider'],
  ['apps/portal/src/local-idp/local-idp.ts', '../sign-on/identity-provider'],
  ['libs/read-models/src/index.ts', '#consent'],
  ['libs/read-models/src/honest.spec.ts', '#consent/given'],
  ['libs/read-models/src/given/index.ts', '#consent/given'],
  ['libs/read-models/src/given/all.ts', '../check/check.query'],
  ['libs/consent/src/honest.spec.ts', 'fast-check'],
  ['libs/read-models/src/given/random.ts', 'fast-check'],
  ['libs/event-store/src/index.ts', '#platform'],
  ['libs/event-store/src/embedded.ts', 'lmdb'],
  ['libs/event-store/src/eventstoredb/adapter.ts', '@eventstore/db-client'],
  ['libs/event-store/src/honest.spec.ts', '../../../test/eventstoredb-protocol-server'],
  ['libs/platform/src/tracing/spans.ts', '@opentelemetry/api'],
  ['libs/client/src/nest/index.ts', '@nestjs/common'],
  ['libs/client/src/authentication/tokens.ts', 'openid-client'],
  ['libs/contracts/src/index.ts', '#consent'],
  ['libs/contracts/src/validation/rule.ts', 'class-validator'],
  ['libs/ledger/src/index.ts', '#event-store'],
  ['libs/ledger/src/storage.ts', 'lmdb'],
  ['libs/evidence/src/nodes.ts', 'lmdb'],
  ['libs/archive/src/index.ts', '#evidence'],
  ['libs/audit/src/index.ts', '#read-models'],
  ['libs/consent-ledger/src/index.ts', '#read-models'],
  ['test/honest.spec.ts', '../apps/api/src/main'],
  ['test/words.spec.ts', '#consent/given'],
  ['test/guarded.spec.ts', '#client/nest'],
  ['test/words.ts', '../apps/api/src/contracts/cancel/cancel.cases'],
  ['test/holder.ts', 'lmdb'],
  ['test/opener.ts', '#event-store/eventstoredb'],
  ['bench/load.ts', '../test/support/call'],
];

/** Files that import nothing: what the others point at. */
const ends = [
  'apps/api/src/contracts/cancel/cancel.cases.ts',
  'apps/api/src/contracts/cancel/cancel.controller.ts',
  'libs/consent/src/given/index.ts',
  'libs/consent/src/index.ts',
  'libs/contracts/src/index.ts',
  'libs/evidence/src/index.ts',
  'libs/event-store/src/eventstoredb/index.ts',
  'libs/event-store/src/inside.ts',
  'libs/platform/src/index.ts',
  'libs/platform/src/tracing/otlp-tracing.ts',
  'libs/evidence/src/time-stamp/time-stamps.ts',
  'libs/read-models/src/check/check.query.ts',
  'libs/stranger/src/luggage.ts',
  'test/eventstoredb-protocol-server/index.ts',
  'test/eventstoredb-protocol-server/log.ts',
  'test/support/call.ts',
];

const packages = [
  ...['@eventstore/db-client', '@fastify/static', '@nestjs/common', '@nestjs/platform-fastify'],
  '@peculiar/asn1-tsp',
  ...['@opentelemetry/api', '@opentelemetry/sdk-trace', 'class-validator'],
  ...['fast-check', 'fastify', 'lmdb', 'oidc-provider', 'openid-client', 'saxes', 'unlisted', 'uuid'],
];

/** However it is written, it is an import. */
const forms: Readonly<Record<string, string>> = {
  'libs/platform/src/type.ts': "import type { Event } from '#event-store';",
  'libs/platform/src/export.ts': "export * from '#event-store';",
  'libs/platform/src/dynamic.ts': "export const later = () => import('#event-store');",
  'libs/platform/src/require.ts': "export const old = require('#event-store');",
};

const planted = plants.map(([, ...found]): Import => found);

const files = {
  'tsconfig.json': readFileSync(join(ROOT, 'tsconfig.json'), 'utf8'),
  'package.json': JSON.stringify({
    imports: { ...imports, '#event-store/inside': './libs/event-store/src/inside.ts' },
    dependencies,
    devDependencies,
  }),
  'libs/platform/src/hen.ts': "import './egg';",
  'libs/consent-ledger/src/late.ts': "export const late = () => import('#event-store/eventstoredb');",
  'libs/platform/src/tracing/late.ts': "export const late = () => import('./otlp-tracing');",
  'libs/client/src/typed.ts': "import type { RequestAt } from '#contracts';",
  'libs/client/src/passing.ts': "export type { RequestAt } from '#contracts';",
  ...Object.fromEntries(ends.map((file) => [file, 'export {};'])),
  ...Object.fromEntries([...allowed, ...planted].map(([file, imported]) => [file, `import '${imported}';`])),
  ...forms,
  ...Object.fromEntries(packages.map((name) => [`node_modules/${name}/index.js`, ''])),
};

interface Violation {
  readonly from: string;
  readonly rule: { readonly name: string };
}

let tree: PlantedTree;
let violations: readonly Violation[];

beforeAll(async () => {
  tree = await PlantedTree.of(files);
  const found = await tree.run(
    'dependency-cruiser/bin/dependency-cruise.mjs',
    ...['--config', config, '--output-type', 'json', 'apps', 'libs', 'test', 'bench'],
  );
  ({ violations } = (JSON.parse(found) as { summary: { violations: Violation[] } }).summary);
});
afterAll(() => tree.remove());

const brokenBy = (file: string): string[] =>
  violations.filter(({ from }) => from === file).map(({ rule }) => rule.name);

it.each(plants)('%s: %s may not import %s', (rule, file) => {
  expect(brokenBy(file)).toEqual([rule]);
});

it.each(allowed)('%s may import %s', (file) => {
  expect(brokenBy(file)).toEqual([]);
});

it.each(['libs/client/src/typed.ts', 'libs/client/src/passing.ts'])('lets types through in %s', (file) => {
  expect(brokenBy(file)).toEqual([]);
});

it.each(['libs/consent-ledger/src/late.ts', 'libs/platform/src/tracing/late.ts'])(
  'lets %s load late',
  (file) => {
    expect(brokenBy(file)).toEqual([]);
  },
);

it.each(Object.keys(forms))('sees the import in %s', (file) => {
  expect(brokenBy(file)).toEqual(['platform-keeps-its-direction']);
});

it('has seen every rule fail', () => {
  const { forbidden } = jest.requireActual<{ forbidden: { name: string }[] }>(config);
  expect(new Set(plants.map(([rule]) => rule))).toEqual(new Set(forbidden.map(({ name }) => name)));
});
