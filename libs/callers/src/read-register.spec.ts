import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mayUse, readRegister, UnusableRegister } from '.';

const sample = readFileSync(join(__dirname, '../../../samples/callers.json'), 'utf8');

type Written = Record<string, unknown>;

const issuer = {
  issuer: 'https://id.example.com',
  audience: 'consent-ledger',
  algorithms: ['ES256'],
  jwksUrl: 'https://id.example.com/jwks',
};

const caller = {
  systemId: 'SE165565594230-1E01',
  name: 'Records',
  tokens: [{ issuer: issuer.issuer, clientId: 'records' }],
  careProviders: ['SE165565594230-1A'],
  rights: ['check', 'read'],
};

const faultsOf = (written: unknown): readonly string[] => {
  try {
    readRegister(typeof written === 'string' ? written : JSON.stringify(written));
  } catch (error) {
    if (error instanceof UnusableRegister) return error.faults;
    throw error;
  }
  return [];
};

const withCaller = (more: Written): Written => ({ issuers: [issuer], callers: [{ ...caller, ...more }] });
const withIssuer = (more: Written): Written => ({ issuers: [{ ...issuer, ...more }], callers: [] });

it('reads the sample, in which a caller is found by its token and by nothing else', () => {
  const register = readRegister(sample);
  const records = register.callerByToken('https://id.example.com', 'region-records');
  expect(records).toMatchObject({
    systemId: 'SE165565594230-1E01',
    careProviders: new Set(['SE165565594230-1A']),
    contracts: 'all',
    rights: new Set(['read', 'write', 'check', 'list']),
  });
  expect(records).not.toHaveProperty('platform');
  expect(register.callerByToken('https://id.example.com', 'region-record')).toBeUndefined();
  expect(register.callerByToken('https://id.example.com/', 'region-records')).toBeUndefined();
  expect(register.issuer('https://id.example.com')).toMatchObject({ audience: 'consent-ledger' });
});

it('lets a caller use the contracts on its list only', () => {
  const platform = readRegister(sample).callerByToken('https://id.example.com', 'platform')!;
  expect(platform.platform).toEqual({ consumers: 'all' });
  expect(mayUse(platform, 'CheckConsent')).toBe(true);
  expect(mayUse(platform, 'RegisterExtendedConsent')).toBe(false);
});

it('refuses keys that nothing can be verified with', () => {
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
  const short = publicKey.export({ format: 'jwk' });
  for (const key of [
    short,
    { kty: 'OKP', crv: 'Ed25519', x: 'AA' },
    { kty: 'EC', crv: 'P-256', x: 'AA', y: 'AA' },
  ])
    expect(faultsOf(withIssuer({ jwksUrl: undefined, jwks: { keys: [key] } }))).toEqual([
      expect.stringContaining('must be {"keys": [...]} with whole public keys only'),
    ]);
});

it('accepts public keys in place of their address', () => {
  const keys = [
    generateKeyPairSync('ed25519'),
    generateKeyPairSync('ec', { namedCurve: 'P-256' }),
    generateKeyPairSync('rsa', { modulusLength: 2048 }),
  ];
  const jwks = { keys: keys.map(({ publicKey }) => publicKey.export({ format: 'jwk' })) };
  expect(faultsOf(withIssuer({ jwksUrl: undefined, jwks }))).toEqual([]);
});

it('names every fault at once, each at its place', () => {
  const faults = faultsOf({
    issuers: [{ ...issuer, algorithm: 'ES256' }],
    callers: [caller, { ...caller, systemId: 'a b', careProvider: [], rights: ['rite'] }],
    owner: 'x',
  });
  expect(faults).toEqual([
    'owner: is not a known member',
    'issuers[0].algorithm: is not a known member',
    'callers[1].careProvider: is not a known member',
    'callers[1].systemId: systemId must be an HSA-id or an organisation number, 32 characters at most',
    'callers[1].rights: each value in rights must be one of the following values: read, write, check, list, patient, explain, audit, metrics',
  ]);
});

const privateKey = { keys: [{ kty: 'EC', crv: 'P-256', x: 'AA', y: 'AA', d: 'AA' }] };
const sharedSecret = { keys: [{ kty: 'oct', k: 'AA' }] };

it.each<[string, Written, string]>([
  ['an algorithm that whoever verifies can sign with', withIssuer({ algorithms: ['HS256'] }), 'algorithms'],
  ['no signature at all', withIssuer({ algorithms: ['none'] }), 'algorithms'],
  ['no algorithm', withIssuer({ algorithms: [] }), 'algorithms'],
  ['keys by http from elsewhere', withIssuer({ jwksUrl: 'http://id.example.com/jwks' }), 'jwksUrl'],
  ['a password in an address', withIssuer({ jwksUrl: 'https://a:b@id.example.com/' }), 'jwksUrl'],
  ['a private key', withIssuer({ jwksUrl: undefined, jwks: privateKey }), 'jwks'],
  ['a shared secret', withIssuer({ jwksUrl: undefined, jwks: sharedSecret }), 'jwks'],
  ['an unknown right of a scope', withIssuer({ scopes: { all: ['everything'] } }), 'scopes'],
])('refuses %s', (_what, written, member) => {
  const faults = faultsOf(written);
  expect(faults).toHaveLength(1);
  expect(faults[0]).toMatch(`issuers[0].${member}: `);
});

it.each<[string, Written, string]>([
  ['no care providers named', { careProviders: undefined }, 'careProviders'],
  ['a care provider twice', { careProviders: ['SE1-A', 'SE1-A'] }, 'careProviders'],
  ['no rights named', { rights: undefined }, 'rights'],
  ['null for its contracts', { contracts: null }, 'contracts'],
  ['a contract that is none', { contracts: ['CheckConsents'] }, 'contracts'],
  ['a personal identity as its id', { systemId: '191212121212' }, 'systemId'],
  ['a line break in its name', { name: 'a\nb' }, 'name'],
  ['a platform that is only marked', { platform: true }, 'platform'],
  ['a platform for nobody', { platform: {} }, 'platform.consumers'],
  ['no calls a second', { limits: { perSecond: 0 } }, 'limits.perSecond'],
  ['half a call a second', { limits: { perSecond: 0.5 } }, 'limits.perSecond'],
  ['a limit that is a text', { limits: { concurrent: '5' } }, 'limits.concurrent'],
  ['a limit that is not known', { limits: { perMinute: 5 } }, 'limits.perMinute'],
])('refuses a caller with %s', (_what, more, member) => {
  const faults = faultsOf(withCaller(more));
  expect(faults.length).toBeGreaterThan(0);
  for (const fault of faults) expect(fault).toMatch(`callers[0].${member}: `);
});

it.each<[string, Written, string]>([
  [
    'a caller with no way to prove itself',
    withCaller({ tokens: [] }),
    'callers[0]: needs tokens or certificates',
  ],
  [
    'a certificate of whoever the authority knows',
    withCaller({ certificates: [{ authority: 'ab'.repeat(32) }] }),
    'callers[0].certificates[0]: needs serialNumber or thumbprint',
  ],
  [
    'two certificates with the same serial number',
    withCaller({ certificates: [{ serialNumber: 'a', authority: 'ab'.repeat(32) }, { serialNumber: 'a' }] }),
    'callers[0].certificates[1]: the same as callers[0].certificates[0]',
  ],
  ['an issuer without keys', withIssuer({ jwksUrl: undefined }), 'issuers[0]: needs either jwksUrl or jwks'],
  [
    'a token of an unknown issuer',
    withCaller({ tokens: [{ issuer: 'https://id.example.org', clientId: 'a' }] }),
    'callers[0].tokens[0].issuer: is not among the issuers',
  ],
  [
    'two callers with the same token',
    { issuers: [issuer], callers: [caller, { ...caller, systemId: 'SE165565594230-1E02' }] },
    'callers[1].tokens[0]: the same as callers[0].tokens[0]',
  ],
  [
    'two callers with the same id',
    {
      issuers: [issuer],
      callers: [caller, { ...caller, tokens: [{ issuer: issuer.issuer, clientId: 'b' }] }],
    },
    'callers[1].systemId: the same as callers[0].systemId',
  ],
  [
    'limits that limit nothing',
    withCaller({ limits: {} }),
    'callers[0].limits: needs perSecond or concurrent',
  ],
  [
    'a burst of nothing',
    withCaller({ limits: { burst: 5, concurrent: 1 } }),
    'callers[0].limits.burst: needs perSecond',
  ],
  [
    'a contract without its right',
    withCaller({ contracts: ['CheckConsent', 'CancelExtendedConsent'] }),
    'callers[0].contracts: CancelExtendedConsent needs the right write',
  ],
])('refuses %s', (_what, written, fault) => {
  expect(faultsOf(written)).toEqual([fault]);
});

it.each(['', '[]', 'null', '"callers"', '{"issuers": [], "callers": [}'])('refuses %j', (text) => {
  expect(faultsOf(text)).toHaveLength(1);
});
