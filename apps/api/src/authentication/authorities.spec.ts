import { X509Certificate } from 'node:crypto';
import * as x509 from '@peculiar/x509';
import { TestAuthority } from '../../../../test/support/test-authority';
import { Authorities } from './authorities';

let root: TestAuthority;
let upper: TestAuthority;
let issuing: TestAuthority;
let authorities: Authorities;
let verify: jest.SpyInstance;
beforeEach(async () => {
  root = await TestAuthority.create('Root');
  upper = await root.subordinate('Upper');
  issuing = await upper.subordinate('Issuing');
  const lists = await Promise.all([root, upper, issuing].map((one) => one.revocationList()));
  authorities = await Authorities.read(root.cert, lists);
  verify = jest.spyOn(x509.X509Crl.prototype, 'verify');
});
afterEach(() => verify.mockRestore());

const certificateOf = ({ cert }: { readonly cert: string }) => new X509Certificate(cert);
const judge = async (client: { readonly cert: string }, ...sentAlong: readonly TestAuthority[]) =>
  authorities.judge(certificateOf(client), sentAlong.map(certificateOf));

it('looks at no revocation list for the certificate of a stranger, whatever authorities it comes with', async () => {
  const stranger = await (await TestAuthority.create('Strangers')).issue('CN=a');
  expect(await judge(stranger, upper, issuing, upper, issuing)).toMatchObject([{ fault: 'UNTRUSTED' }]);
  expect(verify).not.toHaveBeenCalled();
});

it('looks at the lists of the authorities that a certificate leads to, and once only', async () => {
  const [one, other] = [await issuing.issue('CN=a'), await issuing.issue('CN=b')];
  expect(await judge(one, upper, issuing)).toMatchObject([{ fault: null }]);
  expect(verify).toHaveBeenCalledTimes(2);
  expect(await judge(other, upper, issuing)).toMatchObject([{ fault: null }]);
  expect(verify).toHaveBeenCalledTimes(2);
});

it('finds one way only where authorities come twice, or are in the file too', async () => {
  const client = await issuing.issue('CN=a');
  authorities = await Authorities.read([root, upper, upper].map(({ cert }) => cert).join('\n'), null);
  expect(await judge(client, issuing, issuing, upper, root)).toHaveLength(1);
});

describe('revocation lists', () => {
  const numbers = Array.from({ length: 20_000 }, (_none, index) =>
    (0x10_0000 + index).toString(16).padStart(8, '0'),
  );

  const judgedBy = async (list: string, client: { readonly cert: string }) => {
    const [verdict] = await (await Authorities.read(root.cert, [list])).judge(certificateOf(client));
    return verdict.fault;
  };

  it('are read with as many entries as they have', async () => {
    const [client, first, last, short] = await Promise.all(
      [undefined, numbers[0], numbers.at(-1), '01ff'].map((number) => root.issue('CN=a', { number })),
    );
    const list = root.longRevocationList(['00', ...numbers, '01ff']);
    expect(await judgedBy(list, client!)).toBeNull();
    for (const revoked of [first, last, short]) expect(await judgedBy(list, revoked!)).toBe('CERT_REVOKED');
  });

  it('count only with the signature for all of their entries', async () => {
    const [one, other] = [root.longRevocationList(['0a', '0b']), root.longRevocationList(['0a', '0c'])];
    const bytes = Buffer.from(x509.PemConverter.decode(one)[0]!);
    bytes[bytes.indexOf(Buffer.from('02010b', 'hex')) + 2] = 0x0c;
    const pem = x509.PemConverter.encode(bytes, 'X509 CRL');
    const client = await root.issue('CN=a');
    expect(await judgedBy(pem, client)).toBe('UNABLE_TO_GET_CRL');
    expect(await judgedBy(other, client)).toBeNull();
  });

  it('cut off anywhere are no lists', async () => {
    const [whole] = x509.PemConverter.decode(root.longRevocationList(['0a', '0b']));
    for (let length = 1; length < whole!.byteLength; length += 1) {
      const pem = x509.PemConverter.encode(whole!.slice(0, length), 'X509 CRL');
      await expect(Authorities.read(root.cert, [pem])).rejects.toBeDefined();
    }
  });
});
