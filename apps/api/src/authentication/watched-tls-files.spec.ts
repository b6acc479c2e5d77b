import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { X509Certificate } from 'node:crypto';
import type { Config, Logger } from '#platform';
import { temporaryFolder, type TemporaryFolder } from '../../../../test/support/temporary-folder';
import { TestAuthority, type Identity } from '../../../../test/support/test-authority';
import { UnusableTlsFile } from './unusable-tls-file';
import { WatchedTlsFiles } from './watched-tls-files';

/** Of a file each, with the setting that names it. */
const settings = {
  'service.pem': 'TLS_CERTIFICATE_FILE',
  'service.key': 'TLS_KEY_FILE',
  'authorities.pem': 'TLS_CLIENT_AUTHORITIES_FILE',
  'clients.crl': 'TLS_REVOCATION_LISTS',
} as const;
type Name = keyof typeof settings;
const names = Object.keys(settings) as readonly Name[];
const NOTHING = 'The file holds nothing in PEM.';
const CUT_OFF = 'A part of the file is cut off. Write the whole file, and put it in place by renaming it.';
type Texts = Readonly<Record<Name, string>>;

const orders = (left: readonly Name[]): readonly (readonly Name[])[] =>
  left.length === 0
    ? [[]]
    : left.flatMap((one) => orders(left.filter((other) => other !== one)).map((rest) => [one, ...rest]));

let folder: TemporaryFolder;
let [old, next]: Texts[] = [];
/** A client of the old authority, one of the new one, and one of the old one that the old list names. */
let clients: readonly Identity[];
let watched: WatchedTlsFiles;
let lines: [level: string, message: string, cause?: unknown][];

const log = {
  info: (message: string) => void lines.push(['info', message]),
  error: (message: string, { cause }: { cause: unknown }) => void lines.push(['error', message, cause]),
} as unknown as Logger;
const fileOf = (name: string): string => join(folder.path, name);
const write = async (texts: Partial<Texts>): Promise<void> => {
  for (const [name, text] of Object.entries(texts)) {
    await writeFile(fileOf(`${name}.new`), text);
    await rename(fileOf(`${name}.new`), fileOf(name));
  }
};

async function textsOf(authority: TestAuthority, ...revoked: readonly Identity[]): Promise<Texts> {
  const own = await authority.issue('CN=service', { host: '127.0.0.1' });
  const list = await authority.revocationList(...revoked);
  return {
    'service.pem': own.cert,
    'service.key': own.key,
    'authorities.pem': authority.cert,
    'clients.crl': list,
  };
}

beforeAll(async () => {
  folder = await temporaryFolder();
  const [one, other] = [await TestAuthority.create('Old'), await TestAuthority.create('New')];
  clients = [await one.issue('CN=a'), await other.issue('CN=b'), await one.issue('CN=c')];
  [old, next] = [await textsOf(one, clients[2]!), await textsOf(other)];
});
afterAll(() => folder.remove());

const config = (): Config =>
  ({
    TLS_CERTIFICATE_FILE: fileOf('service.pem'),
    TLS_KEY_FILE: fileOf('service.key'),
    TLS_CLIENT_AUTHORITIES_FILE: fileOf('authorities.pem'),
    TLS_REVOCATION_LISTS: [fileOf('clients.crl')],
  }) as unknown as Config;

beforeEach(async () => {
  lines = [];
  await write(old!);
  // It looks when the test says so.
  watched = await WatchedTlsFiles.open(config(), log, 2 ** 31 - 1);
});
afterEach(() => watched.close());

/** What Node would serve by, as the texts of the files. */
function served(): Texts {
  const { cert, key, ca, crl } = watched.current.context as Record<string, string>;
  const [list] = crl as unknown as string[];
  const texts = { 'service.pem': cert, 'service.key': key, 'authorities.pem': ca, 'clients.crl': list };
  return texts as Texts;
}

/** What is found out about each of the clients by the other half of the set. */
const judged = () =>
  Promise.all(
    clients.map(async ({ cert }) => {
      const certificate = new X509Certificate(cert);
      const [{ verdict }] = await watched.current.judged!.of(cert, () => ({ certificate, chain: [] }));
      return verdict.fault;
    }),
  );

const trimmed = (texts: Texts): Texts =>
  Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, text.trim()])) as Texts;

async function isAll(texts: Texts): Promise<void> {
  expect(trimmed(served())).toEqual(trimmed(texts));
  expect(await judged()).toEqual(
    texts === old ? [null, 'UNTRUSTED', 'CERT_REVOKED'] : ['UNTRUSTED', null, 'UNTRUSTED'],
  );
}

it.each(orders(names).map((order) => [order.join(', '), order] as const))(
  'is all old or all new, for Node and for the judge alike, while files are replaced: %s',
  async (_text, order) => {
    for (const name of order) {
      await isAll(old!);
      await write({ [name]: next![name] });
      await watched.look();
    }
    await isAll(old!);
    await watched.look();
    await isAll(next!);
    expect(lines).toEqual([['info', 'The files of TLS were read again.']]);
  },
);

it('exchanges both halves in one moment', async () => {
  const seen: unknown[] = [];
  // Before anything else can happen, all others see it too.
  watched.onExchange((set) => queueMicrotask(() => seen.push(set, watched.current)));
  await write(next!);
  const before = watched.current;
  await watched.look();
  expect([watched.current, seen]).toEqual([before, []]);
  await watched.look();
  expect(seen).toEqual([watched.current, watched.current]);
  expect(watched.current).not.toBe(before);
});

it.each(names)('keeps the old set while %s is half written, and says so once', async (name) => {
  // A second block, because Node takes the first one and says nothing of the rest.
  const whole = `${next![name]}\n${next![name]}`;
  for (const length of [
    0,
    1,
    20,
    100,
    next![name].length - 5,
    next![name].length + 5,
    whole.trim().length - 1,
  ]) {
    lines = [];
    await write({ [name]: whole.slice(0, length) });
    for (let look = 0; look < 4; look += 1) await watched.look();
    await isAll(old!);
    expect(lines).toEqual([
      [
        'error',
        'The new files of TLS cannot be used. The old ones stay.',
        `${settings[name]} (${fileOf(name)}): ${length === 0 ? NOTHING : CUT_OFF}`,
      ],
    ]);
  }
  await write(next!);
  await watched.look();
  await watched.look();
  await isAll(next!);
});

it('keeps the old set while a file is gone, and reads new ones when it is back', async () => {
  await rm(fileOf('clients.crl'));
  for (let look = 0; look < 3; look += 1) await watched.look();
  await isAll(old!);
  const cause = `TLS_REVOCATION_LISTS (${fileOf('clients.crl')}): The file cannot be read: ENOENT.`;
  expect(lines).toEqual([['error', expect.anything(), cause]]);
  await write(next!);
  await watched.look();
  await watched.look();
  await isAll(next!);
});

it('says of the same fault again when files were good in between', async () => {
  for (const text of ['', old!['clients.crl'], '']) {
    await write({ 'clients.crl': text });
    await watched.look();
    await watched.look();
  }
  expect(lines.map(([level]) => level)).toEqual(['error', 'error']);
});

it('gives Node every list of a file', async () => {
  const both = `${old!['clients.crl']}\n${next!['clients.crl']}\n`;
  await write({ 'clients.crl': both });
  await watched.look();
  await watched.look();
  expect(watched.current.context!.crl).toHaveLength(2);
});

it.each(names)('does not open with an empty %s', async (name) => {
  await write({ [name]: '' });
  await expect(WatchedTlsFiles.open(config(), log)).rejects.toThrow(UnusableTlsFile);
});
