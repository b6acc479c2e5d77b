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
