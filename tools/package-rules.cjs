const { testCode } = require('./test-code.cjs');

const localIdp = '^apps/portal/src/local-idp/';

/** Which packages one place knows, and where that is. */
function packagesOfOnePlace({ forbid, npm }) {
  /** A package that one place of the product knows. */
  const knownTo = (place, name, comment, known) =>
    forbid(name, comment, { path: '^(apps|libs)/', pathNot: place }, { path: npm(known) });

  return [
    classValidatorBehindTheFields(knownTo),
    xmlInOneFile({ forbid, npm }),
    knownTo(
      '^libs/(event-store|ledger|evidence|sign-on)/',
      'lmdb-behind-the-stores',
      'The log, and the storage of what follows from it, know LMDB, and nobody else.',
      'lmdb',
    ),
    knownTo(
      '^libs/event-store/src/eventstoredb/',
      'eventstoredb-client-in-its-adapter',
      'One folder knows the EventStoreDB client.',
      '@eventstore',
    ),
    ...loadedLate(forbid),
    knownTo(
      '^(apps/portal/src/sign-on|libs/client/src/authentication)/',
      'openid-client-behind-sign-on',
      'Signing on knows the OpenID client, and no page does. The client gets its tokens by it.',
      'openid-client',
    ),
    opentelemetryBehindTracing(knownTo),
    asn1BehindTimeStamps(knownTo),
    knownTo(
      localIdp,
      'oidc-provider-for-development',
      'The provider for development knows its library, and nobody else.',
      'oidc-provider',
    ),
  ];
}

const classValidatorBehindTheFields = (knownTo) =>
  knownTo(
    '^libs/(contracts/src/validation|callers/src)/',
    'class-validator-behind-the-fields',
    'The kinds of fields know the library of their rules, and no message does. The register of callers has rules of its own.',
    'class-validator',
  );

const xmlInOneFile = ({ forbid, npm }) =>
  forbid(
    'xml-in-one-file',
    'One file of the service knows the XML library, and one of those that call services.',
    { pathNot: ['^(apps/api/src/doors/soap|libs/contract-doors/src)/xml\\.ts$', 'node_modules'] },
    { path: npm('saxes') },
  );

const asn1BehindTimeStamps = (knownTo) =>
  knownTo(
    '^libs/evidence/src/time-stamp/',
    'asn1-behind-the-time-stamps',
    'One folder knows how time stamps are written.',
    '@peculiar/asn1-(cms|schema|tsp|x509)',
  );

const opentelemetryBehindTracing = (knownTo) =>
  knownTo(
    '^libs/platform/src/tracing/',
    'opentelemetry-behind-tracing',
    'One folder knows OpenTelemetry: what is traced does not.',
    '@opentelemetry',
  );

/** What a process that does not need it starts without, by a dynamic import. */
function loadedLate(forbid) {
  const late = (name, comment, path) =>
    forbid(
      name,
      comment,
      { path: '^(apps|libs)/', pathNot: testCode },
      { path, dependencyTypesNot: ['type-only'], dynamic: false },
    );
  return [
    late(
      'eventstoredb-client-is-loaded-late',
      'A process whose ledger is not on a server starts without the client, by a dynamic import.',
      '^libs/event-store/src/eventstoredb/index\\.ts$',
    ),
    late(
      'time-stamps-are-loaded-late',
      'A process that reads no time stamp starts without the library of their format, by a dynamic import.',
      '^libs/evidence/src/time-stamp/time-stamps\\.ts$',
    ),
    late(
      'opentelemetry-is-loaded-late',
      'A process that traces nothing starts without the SDK, by a dynamic import.',
      '^libs/platform/src/tracing/otlp-tracing\\.ts$',
    ),
  ];
}

module.exports = { localIdp, packagesOfOnePlace };
