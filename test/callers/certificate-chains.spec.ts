import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { request, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { Extension } from '@peculiar/x509';
import { checkConsentExample } from '#contracts';
import { startInProcess, type InProcessService } from '../support/in-process-service';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';
import { rsa, TestAuthority, type Identity, type Subordination } from '../support/test-authority';

const SUBJECT = 'CN=records, 2.5.4.5=SE165565594230-EHR';
const DAY = 86_400_000;
const UNTRUSTED = 'The client certificate is not of an authority that is trusted here.';
const UNREADABLE = 'The header with the chain of the client certificate cannot be read.';

let folder: TemporaryFolder;
let root: TestAuthority;
let upper: TestAuthority;
let issuing: TestAuthority;
let stranger: TestAuthority;
/** Its own certificate is signed by a key of another kind than its own. */
let mixed: TestAuthority;
let rsaRoot: TestAuthority;
let good: Identity;
/** A service that looks nothing up in revocation lists. */
let service: InProcessService;

const file = (name: string): string => join(folder.path, name);

const member = (pem: string): string => `:${pem.replaceAll(/-----[A-Z ]+-----|\s/g, '')}:`;
const chainOf = (...authorities: readonly TestAuthority[]): string =>
  authorities.map(({ cert }) => member(cert)).join(', ');

const start = (more: Record<string, string> = {}) =>
  startInProcess({
    CALLERS_FILE: file('callers.json'),
    TLS_CLIENT_AUTHORITIES_FILE: file('root.pem'),
    CLIENT_CERTIFICATE_HEADER: 'Client-Cert',
    CLIENT_CERTIFICATE_PROXIES: '127.0.0.1',
    ...more,
  });

beforeAll(async () => {
  folder = await temporaryFolder();
  [root, stranger] = [await TestAuthority.create('Root'), await TestAuthority.create('Strangers')];
  upper = await root.subordinate('Upper');
  issuing = await upper.subordinate('Issuing');
  rsaRoot = await TestAuthority.create('RSA root', rsa);
  mixed = await rsaRoot.subordinate('Mixed');
  good = await issuing.issue(SUBJECT);
  const certificates = [
    { serialNumber: 'SE165565594230-EHR', authority: await issuing.thumbprint() },
    { serialNumber: 'SE165565594230-MIX', authority: await mixed.thumbprint() },
  ];
  const also = [{ thumbprint: (await root.issue('CN=direct')).thumbprint }];
  const caller = { systemId: 'SE165565594230-EHR', name: 'records', careProviders: 'all', rights: ['check'] };
  const callers = [
    { ...caller, certificates },
    { ...caller, systemId: 'SE165565594230-ADM', certificates: also },
  ];
  await writeFile(file('callers.json'), JSON.stringify({ issuers: [], callers }));
  await writeFile(file('root.pem'), `${root.cert}\n${rsaRoot.cert}`);
  service = await start();
});
afterAll(async () => {
  await service.close();
  await folder.remove();
});

/** What a check is answered that comes with a certificate and a chain: 200, or why not. */
async function check({ cert }: Pick<Identity, 'cert'>, chain: string, url = service.url) {
  const headers = {
    'content-type': 'application/json',
    'client-cert': member(cert),
    ...(chain !== '' && { 'client-cert-chain': chain }),
  };
  const sent = request(`${url}/v2/check-consent`, { method: 'POST', agent: false, headers });
  sent.end(JSON.stringify(checkConsentExample));
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  const { detail = '' } = JSON.parse(await text(answer)) as { detail?: string };
  return answer.statusCode === 200 ? 200 : /^[^.]*\./.exec(detail)![0];
}

async function withLists(lists: readonly string[], ask: (url: string) => Promise<void>): Promise<void> {
  await writeFile(file('lists.crl'), lists.join('\n'));
  const strict = await start({ TLS_REVOCATION_LISTS: file('lists.crl') });
  await ask(strict.url);
  await strict.close();
}

describe('a certificate of an authority that is not in the file', () => {
  it('is taken with the authorities between it and the root, each time', async () => {
    for (let count = 0; count < 3; count += 1) expect(await check(good, chainOf(issuing, upper))).toBe(200);
  });

  it.each([
    ['in the wrong order', () => chainOf(upper, issuing)],
    ['with the root', () => chainOf(issuing, upper, root)],
    ['among others', () => chainOf(stranger, issuing, stranger, upper)],
    ['one of them twice', () => chainOf(issuing, issuing, upper)],
  ])('is taken with them %s, as over TLS', async (_how, chain) => {
    expect(await check(good, chain())).toBe(200);
  });

  it.each([
    ['none', () => ''],
    ['the last alone', () => chainOf(issuing)],
    ['the first alone', () => chainOf(upper)],
    ['the root alone', () => chainOf(root)],
    ['those of strangers', () => chainOf(stranger)],
  ])('is not taken with %s', async (_what, chain) => {
    expect(await check(good, chain())).toBe(UNTRUSTED);
  });

  it('is not taken because it was taken with them before', async () => {
    expect(await check(good, chainOf(issuing, upper))).toBe(200);
    expect(await check(good, '')).toBe(UNTRUSTED);
  });
});

/** Issuers that nobody vouched for as one who may issue that certificate, each with the chain that it comes with. */
const forged: readonly (readonly [string, () => Promise<readonly [TestAuthority, string]>])[] = [
  ['a root of its own', async () => [stranger, chainOf(stranger)]],
  [
    'a root of its own with the name of the true one',
    async () => {
      const twin = await TestAuthority.create('Root');
      const below = await twin.subordinate('Issuing');
      return [below, chainOf(below, twin)];
    },
  ],
  [
    'the name of a true authority',
    async () => {
      const twin = await stranger.subordinate('Issuing');
      return [twin, chainOf(twin, issuing, upper)];
    },
  ],
  ['a certificate that may issue none', async () => subordinateOf(upper, { isAuthority: false })],
  ['an authority with constraints of names', async () => subordinateOf(upper, { more: [constraints(true)] })],
  [
    'an authority with constraints of names that are not critical',
    async () => subordinateOf(upper, { more: [constraints(false)] }),
  ],
  [
    'an authority below one that may have none below it',
    async () => {
      const narrow = await root.subordinate('Narrow', { pathLength: 0 });
      const below = await narrow.subordinate('Below');
      return [below, chainOf(below, narrow)];
    },
  ],
];

/** Of names (2.5.29.30): only those below `.example.org`. */
const constraints = (isCritical: boolean) =>
  new Extension('2.5.29.30', isCritical, Buffer.from('3012a010300e820c2e6578616d706c652e6f7267', 'hex'));

async function subordinateOf(authority: TestAuthority, how: Subordination) {
  const below = await authority.subordinate('Below', how);
  return [below, chainOf(below, upper)] as const;
}

it.each(forged)('A certificate of %s is not taken with its chain', async (_who, made) => {
  const [issuer, chain] = await made();
  expect(await check(await issuer.issue(SUBJECT), chain)).toBe(UNTRUSTED);
});

it.each<[string, Subordination, string]>([
  ['has expired', { to: new Date(Date.now() - 3_600_000) }, 'The client certificate has expired.'],
  ['is not valid yet', { from: new Date(Date.now() + DAY / 2) }, 'The client certificate is not valid yet.'],
])('A certificate is not taken whose authority %s', async (_what, how, answer) => {
  const [below, chain] = await subordinateOf(upper, how);
  expect(await check(await below.issue(SUBJECT), chain)).toBe(answer);
});

it.each([
  ['more than five certificates', () => Array(6).fill(member(issuing.cert)).join(',')],
  ['what is no list', () => 'nonsense'],
  ['a certificate without colons', () => member(issuing.cert).slice(1, -1)],
  ['a certificate that is cut off', () => `${chainOf(issuing).slice(0, 200)}:`],
  ['an empty member', () => `${chainOf(issuing)}, `],
  ['a parameter', () => `${chainOf(issuing)};a=1`],
])('A chain of %s is refused, also where none is needed', async (what, chain) => {
  const answer = what.startsWith('more')
    ? 'The client certificate comes with a chain of more than 5.'
    : UNREADABLE;
  expect(await check(good, chain())).toBe(answer);
  expect(await check(await root.issue('CN=direct'), chain())).toBe(answer);
});

it('A certificate whose extensions cannot be read is refused', async () => {
  const bad = await issuing.issue(SUBJECT, { hasBadExtension: true });
  const answer = 'The client certificate or its chain cannot be read.';
  expect(await check(bad, chainOf(issuing, upper))).toBe(answer);
});

const hours = (count: number): Date => new Date(Date.now() + count * 3_600_000);
const expired: Subordination = { from: hours(-3), to: hours(-1) };
const valid: Subordination = { from: hours(-2), to: hours(2) };
const coming: Subordination = { from: hours(1), to: hours(3) };

describe.each<[string, readonly Subordination[], 200 | string]>([
  ['an expired and a renewed one', [expired, valid], 200],
  ['one that is not valid yet and the present one', [coming, valid], 200],
  ['only the one that is not valid yet and the expired one', [coming, expired], 'is not valid yet.'],
])('with two certificates of one authority, %s,', (_which, two, answer) => {
  it.each(['first', 'last'])('the answer is the same when the second comes %s', async (place) => {
    const both = await Promise.all(two.map((how) => root.renewed(upper, how)));
    const ordered = place === 'last' ? both : both.reverse();
    const expected = answer === 200 ? 200 : `The client certificate ${answer}`;
    expect(await check(good, chainOf(issuing, ...ordered))).toBe(expected);
  });
});

describe('a caller whose entry names one certificate of its authority', () => {
  const NOT_REGISTERED = 'The client certificate is not of a registered caller.';
  const renewedFor = (count: number) => upper.renewed(issuing, { to: hours(count) });

  it.each([
    ['longer', 48],
    ['less long', 2],
  ])('is known while a renewed one is there that is valid %s', async (_how, count) => {
    const renewed = await renewedFor(count);
    expect(await check(good, chainOf(issuing, renewed, upper))).toBe(200);
    expect(await check(good, chainOf(renewed, issuing, upper))).toBe(200);
  });

  it('is not known where the renewed one comes alone', async () => {
    expect(await check(good, chainOf(await renewedFor(48), upper))).toBe(NOT_REGISTERED);
  });

  it('is not known where that one is revoked', async () => {
    const renewed = await renewedFor(48);
    const lists = [root.revocationList(), upper.revocationList(issuing), issuing.revocationList()];
    await withLists(await Promise.all(lists), async (url) =>
      expect(await check(good, chainOf(issuing, renewed, upper), url)).toBe(NOT_REGISTERED),
    );
  });
});

describe('where revocation is looked up', () => {
  const chain = () => chainOf(issuing, upper);

  it('a chain is taken with a list of each authority in it', async () => {
    const lists = [root, upper, issuing].map((one) => one.revocationList());
    await withLists(await Promise.all(lists), async (url) =>
      expect(await check(good, chain(), url)).toBe(200),
    );
  });

  it.each([
    ['that nobody vouches for', () => stranger],
    ['below the true one', () => root],
  ])(
    'an authority with the name of another and another kind of key, %s, counts for nothing',
    async (_what, above) => {
      const twin = await above().subordinate('Old');
      const old = await TestAuthority.create('Old', rsa);
      const lists = [root, upper, issuing, old].map((one) => one.revocationList());
      await withLists(await Promise.all(lists), async (url) => {
        expect(await check(good, `${chain()}, ${chainOf(twin)}`, url)).toBe(200);
        expect(await check(await stranger.issue(SUBJECT), chainOf(twin), url)).toBe(UNTRUSTED);
      });
    },
  );

  it('a list of an older key of another kind does not count as that of an authority with its name', async () => {
    const lists = [await TestAuthority.create('Root', rsa), upper, issuing].map((one) =>
      one.revocationList(),
    );
    await withLists(await Promise.all(lists), async (url) =>
      expect(await check(good, chain(), url)).toBe(
        'There is no revocation list of the authority of the client certificate.',
      ),
    );
  });

  it('the list of an authority counts whose certificate is signed by a key of another kind', async () => {
    const client = await mixed.issue('CN=records, 2.5.4.5=SE165565594230-MIX');
    const lists = (...revoked: Identity[]) => [rsaRoot.revocationList(), mixed.revocationList(...revoked)];
    await withLists(await Promise.all(lists()), async (url) =>
      expect(await check(client, chainOf(mixed), url)).toBe(200),
    );
    await withLists(await Promise.all(lists(client)), async (url) =>
      expect(await check(client, chainOf(mixed), url)).toBe('The client certificate is revoked.'),
    );
  });

  it('of two certificates of one authority, the one that is not revoked counts', async () => {
    const renewed = await root.renewed(upper, { to: hours(2) });
    const lists = [root.revocationList(upper), renewed.revocationList(), issuing.revocationList()];
    await withLists(await Promise.all(lists), async (url) => {
      expect(await check(good, chain(), url)).toBe('The client certificate is revoked.');
      expect(await check(good, `${chain()}, ${chainOf(renewed)}`, url)).toBe(200);
    });
  });

  it('and not without the list of one of them', async () => {
    const lists = [root, upper].map((one) => one.revocationList());
    await withLists(await Promise.all(lists), async (url) =>
      expect(await check(good, chain(), url)).toBe(
        'There is no revocation list of the authority of the client certificate.',
      ),
    );
  });

  it('and not with a list that is not valid yet', async () => {
    const lists = [root.revocationList(), upper.revocationListOf(hours(0.5)), issuing.revocationList()];
    await withLists(await Promise.all(lists), async (url) =>
      expect(await check(good, chain(), url)).toBe(
        'The revocation list of the authority of the client certificate is not valid yet.',
      ),
    );
  });

  it('and not with the list of an authority whose key may not sign lists', async () => {
    const [below, along] = await subordinateOf(upper, { signsLists: false });
    const lists = [root, upper, below].map((one) => one.revocationList());
    const client = await below.issue(SUBJECT);
    await withLists(await Promise.all(lists), async (url) =>
      expect(await check(client, along, url)).toBe(
        'There is no revocation list of the authority of the client certificate.',
      ),
    );
  });

  it.each([
    ['the certificate', () => [root.revocationList(), upper.revocationList(), issuing.revocationList(good)]],
    ['its authority', () => [root.revocationList(), upper.revocationList(issuing), issuing.revocationList()]],
  ])('and not when %s is revoked', async (_what, lists) => {
    await withLists(await Promise.all(lists()), async (url) =>
      expect(await check(good, chain(), url)).toBe('The client certificate is revoked.'),
    );
  });
});
