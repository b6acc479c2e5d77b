import { createPrivateKey } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createSecureContext } from 'node:tls';
import type { Config } from '#platform';
import { temporaryFolder, type TemporaryFolder } from '../../../../test/support/temporary-folder';
import { TestAuthority, type Identity } from '../../../../test/support/test-authority';
import { blocksIn, CERTIFICATES } from './pem-blocks';
import { readTlsFiles } from './tls-files';
import { tlsSetOf, type TlsSet } from './tls-set';

let folder: TemporaryFolder;
let [callers, others]: TestAuthority[] = [];
let [own, other]: Identity[] = [];
let [list, otherList]: string[] = [];

beforeAll(async () => {
  folder = await temporaryFolder();
  [callers, others] = [await TestAuthority.create('Callers'), await TestAuthority.create('Others')];
  [own, other] = [await callers.issue('CN=a', { host: '127.0.0.1' }), await others.issue('CN=b')];
  [list, otherList] = [await callers.revocationList(), await others.revocationList()];
});
afterAll(() => folder.remove());

const at = (name: string): string => join(folder.path, name);

const paths = {
  TLS_CERTIFICATE_FILE: 'service.pem',
  TLS_KEY_FILE: 'service.key',
  TLS_CLIENT_AUTHORITIES_FILE: 'authorities.pem',
  TLS_REVOCATION_LISTS: ['one.crl', 'two.crl'],
};
const settingOf = {
  'service.pem': 'TLS_CERTIFICATE_FILE',
  'service.key': 'TLS_KEY_FILE',
  'authorities.pem': 'TLS_CLIENT_AUTHORITIES_FILE',
  'one.crl': 'TLS_REVOCATION_LISTS',
  'two.crl': 'TLS_REVOCATION_LISTS',
} as const;
/** Behind a proxy that ends TLS, the service speaks none. */
const withoutTls = { TLS_CERTIFICATE_FILE: null, TLS_KEY_FILE: null };

type Settings = Partial<Record<keyof typeof paths, string | readonly string[] | null>>;
type Texts = Readonly<Record<string, string>>;

const goodTexts = (): Texts => ({
  'service.pem': own!.cert,
  'service.key': own!.key,
  'authorities.pem': callers!.cert,
  'one.crl': list!,
  'two.crl': otherList!,
});

/** The set of good files, where nothing else is said. */
async function setOf(texts: Texts, settings: Settings = {}): Promise<TlsSet> {
  for (const [name, text] of Object.entries({ ...goodTexts(), ...texts })) await writeFile(at(name), text);
  return open(settings);
}

const pathOf = (files: string | readonly string[]): string | string[] =>
  typeof files === 'string' ? at(files) : files.map(at);

async function open(settings: Settings): Promise<TlsSet> {
  const all: Settings = { ...paths, ...settings };
  const full = Object.entries(all).map(([setting, files]) => [setting, files ? pathOf(files) : undefined]);
  return tlsSetOf(await readTlsFiles(Object.fromEntries(full) as Config));
}

const faultOf = (opening: Promise<unknown>): Promise<string> =>
  opening.then(
    () => 'none',
    ({ message }: Error) => message,
  );

const trimmed = (...texts: readonly string[]): string => texts.map((text) => text.trim()).join('\n');

const named = (text: string, label: string, other: string): string => text.replaceAll(label, other);

describe('what is between the blocks of a file', () => {
  it.each([
    [
      'lines of openssl s_client',
      (one: string, two: string) => `---\nChain\n${one}\n---\n${two}\n---\nDone\n`,
    ],
    ['lines of hyphens', (one: string, two: string) => `- one\n${one}\n----------\n-- two\n${two}\n-----\n`],
    ['words of other programs', (one: string, two: string) => `---- BEGIN SSH2 ----\n${one}\n${two}\n`],
    [
      'ends of lines as Windows has them',
      (one: string, two: string) => `${one}\n${two}`.replaceAll('\n', '\r\n'),
    ],
    ['a mark of the byte order', (one: string, two: string) => `\uFEFF${one}\n${two}`],
    ['no end of a line', (one: string, two: string) => `${one.trim()}${two.trim()}`],
  ])('%s', async (_text, between) => {
    const { context } = await setOf({ 'authorities.pem': between(callers!.cert, others!.cert) });
    expect(named(String(context!.ca), '\r', '')).toBe(trimmed(callers!.cert, others!.cert));
  });

  it('is nothing that somebody has put behind a sign', async () => {
    const without = others!.cert.replaceAll(/^/gm, '# ');
    const { context } = await setOf({ 'authorities.pem': `${callers!.cert}\n${without}` });
    expect(context!.ca).toBe(callers!.cert.trim());
  });
});

describe('a file that is cut off', () => {
  const isCutOff = (text: string): boolean => {
    try {
      blocksIn({ name: 'a', text }, CERTIFICATES);
      return false;
    } catch (error) {
      return (error as Error).message.startsWith('a: A part of the file is cut off.');
    }
  };

  it('is found, wherever its end is', () => {
    const [one, between, two] = [callers!.cert.trim(), '\n---\n', others!.cert.trim()];
    const whole = one + between + two;
    const missed: string[] = [];
    for (let length = 1; length < whole.length; length += 1)
      if (!isCutOff(whole.slice(0, length))) missed.push(whole.slice(one.length, length));
    // What ends with a block, or with a line behind one, may be whole.
    expect(missed).toEqual(['', '\n', between]);
  });

  it('is found, wherever its start is', () => {
    for (let from = 1; from <= callers!.cert.indexOf('-----END'); from += 1)
      expect([from, isCutOff(callers!.cert.slice(from))]).toEqual([from, true]);
  });

  it('is found when another file follows in the same line', () => {
    for (let length = 1; length < callers!.cert.trim().length; length += 1)
      expect([length, isCutOff(callers!.cert.slice(0, length) + others!.cert)]).toEqual([length, true]);
  });
});

describe('the kinds of blocks', () => {
  const authorities = async (text: string) => (await setOf({ 'authorities.pem': text })).context!.ca;
  const chain = async (text: string) => (await setOf({ 'service.pem': text })).context!.cert;
  const key = async (text: string) => (await setOf({ 'service.key': text })).context!.key;
  const lists = async (text: string) => (await setOf({ 'one.crl': text })).context!.crl;
  const older = () => createPrivateKey(own!.key).export({ format: 'pem', type: 'sec1' }) as string;
  const encrypted = () =>
    createPrivateKey(own!.key).export({
      format: 'pem',
      type: 'pkcs8',
      cipher: 'aes-256-cbc',
      passphrase: 'a password',
    }) as string;

  it('passes over those of another kind, as Node does', async () => {
    expect(await authorities(`${list}\n${other!.key}\n${callers!.cert}`)).toBe(callers!.cert.trim());
    expect(await chain(`${own!.key}\n${own!.cert}\n${list}\n${callers!.cert}`)).toBe(
      trimmed(own!.cert, callers!.cert),
    );
    expect(await key(`${own!.cert}\n${own!.key}`)).toBe(own!.key.trim());
    expect(await key(`${encrypted()}\n${own!.key}`)).toBe(own!.key.trim());
    expect(await lists(`${callers!.cert}\n${list}\n${other!.key}`)).toEqual([
      list!.trim(),
      otherList!.trim(),
    ]);
  });

  it('takes every name that OpenSSL has for them', async () => {
    for (const label of ['X509 CERTIFICATE', 'TRUSTED CERTIFICATE']) {
      const [cert, authority] = [own!.cert, callers!.cert].map((text) => named(text, 'CERTIFICATE', label));
      expect(await chain(cert!)).toBe(cert!.trim());
      expect(await authorities(authority!)).toBe(authority!.trim());
      createSecureContext({ cert, key: own!.key, ca: authority });
    }
    expect(older()).toContain('BEGIN EC PRIVATE KEY');
    expect(await key(older())).toBe(older().trim());
  });

  it.each([
    ['service.pem', 'needs CERTIFICATE in PEM, and has only X509 CRL, PRIVATE KEY', () => list! + own!.key],
    ['service.key', 'needs PRIVATE KEY in PEM, and has only CERTIFICATE', () => own!.cert],
    ['service.key', 'needs PRIVATE KEY in PEM, and has only ENCRYPTED PRIVATE KEY', encrypted],
    ['authorities.pem', 'needs CERTIFICATE in PEM, and has only X509 CRL', () => `${list}\n${list}`],
    ['two.crl', 'needs X509 CRL in PEM, and has only CERTIFICATE', () => callers!.cert],
  ] as const)('%s %s', async (file, sentence, text) => {
    const setting = settingOf[file];
    expect(await faultOf(setOf({ [file]: text() }))).toBe(`${setting} (${at(file)}): The file ${sentence}.`);
  });
});

describe('the file that cannot be used is named', () => {
  const broken = (kind: string): string => `-----BEGIN ${kind}-----\nMAMBAf8=\n-----END ${kind}-----\n`;
  const cases = [
    ['service.pem', 'CERTIFICATE', {}],
    ['service.key', 'PRIVATE KEY', {}],
    ...[{}, withoutTls].flatMap(
      (settings) =>
        [
          ['authorities.pem', 'CERTIFICATE', settings],
          ['one.crl', 'X509 CRL', settings],
          ['two.crl', 'X509 CRL', settings],
        ] as const,
    ),
  ] as const;

  it.each(cases)('%s has a broken %s, with the settings %p', async (file, kind, settings) => {
    const fault = await faultOf(setOf({ [file]: broken(kind) }, settings));
    const name = `${settingOf[file]} (${at(file)}): `;
    expect(fault.slice(0, name.length)).toBe(name);
  });

  it('and both, when a key is not that of the certificate', async () => {
    const [certificate, key] = [at('service.pem'), at('service.key')];
    expect(await faultOf(setOf({ 'service.key': other!.key }))).toContain(
      `TLS_CERTIFICATE_FILE (${certificate}) and TLS_KEY_FILE (${key}): `,
    );
  });

  it.each([
    ['TLS_CERTIFICATE_FILE', 'none', 'ENOENT'],
    ['TLS_KEY_FILE', 'folder', 'EISDIR'],
    ['TLS_CLIENT_AUTHORITIES_FILE', 'service.pem/none', 'ENOTDIR'],
    ['TLS_REVOCATION_LISTS', 'folder', 'EISDIR'],
  ])('%s: %s cannot be read', async (setting, file, code) => {
    await mkdir(at('folder'), { recursive: true });
    const value = setting === 'TLS_REVOCATION_LISTS' ? ['one.crl', file] : file;
    expect(await faultOf(setOf({}, { [setting]: value }))).toBe(
      `${setting} (${at(file)}): The file cannot be read: ${code}.`,
    );
  });
});
