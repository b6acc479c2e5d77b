import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigError, readConfig } from '#platform';
import { timeStampAuthorityIn } from './evidence-files';
import { StampingAuthority } from './time-stamp/given/stamping-authority';

const folder = mkdtempSync(join(tmpdir(), 'time-stamp-settings-'));
afterAll(() => rmSync(folder, { recursive: true }));

const fileWith = (text: string): string => {
  const file = join(folder, 'authorities.pem');
  writeFileSync(file, text);
  return file;
};

const authorityIn = (environment: Record<string, string>) =>
  timeStampAuthorityIn(readConfig({ TIME_STAMP_URL: 'https://tsa.example.org/', ...environment }));

it('demands the policy of new time stamps, and names the authorities', async () => {
  const { pem } = await StampingAuthority.create();
  // A block of another kind is not read.
  const all = `${pem}\n-----BEGIN X509 CRL-----\nMIIB\n-----END X509 CRL-----\n`;
  const file = fileWith(all);
  expect(authorityIn({ TIME_STAMP_AUTHORITIES_FILE: file, TIME_STAMP_POLICY: '1.2.3.4.1' })).toEqual({
    ...{ url: 'https://tsa.example.org/', authorities: all, policy: '1.2.3.4.1' },
  });
});

it.each<[string, () => Record<string, string>, RegExp]>([
  ['no file of authorities', () => ({}), /TIME_STAMP_AUTHORITIES_FILE: it is needed/],
  [
    'a file without a certificate',
    () => ({ TIME_STAMP_AUTHORITIES_FILE: fileWith('tsa.example.org\n') }),
    /TIME_STAMP_AUTHORITIES_FILE: .* No certificate of an authority is given/,
  ],
  [
    'a file with half a certificate',
    () => ({ TIME_STAMP_AUTHORITIES_FILE: fileWith('-----BEGIN CERTIFICATE-----\nMIIB\n') }),
    /certificate that is not whole/,
  ],
  [
    'a policy that is no object identifier',
    () => ({ TIME_STAMP_POLICY: 'baseline' }),
    /TIME_STAMP_POLICY.*not an object identifier/s,
  ],
  ['an address of another kind', () => ({ TIME_STAMP_URL: 'tsa.example.org' }), /TIME_STAMP_URL/],
])('refuses %s', (_, environment, message) => {
  expect(() => authorityIn(environment())).toThrow(ConfigError);
  expect(() => authorityIn(environment())).toThrow(message);
});

it('refuses a password in the address, and does not repeat it', () => {
  const read = () => authorityIn({ TIME_STAMP_URL: 'https://user:secret@tsa.example.org/' });
  expect(read).toThrow(/TIME_STAMP_URL: the address holds a user, or a password/);
  expect(read).not.toThrow(/secret/);
});
