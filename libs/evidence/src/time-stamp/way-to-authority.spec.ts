import { X509Certificate } from 'node:crypto';
import { certificatesOfOneKey } from './given/certificates-of-one-key';
import { demandWay } from './way-to-authority';

const at = Date.parse('2026-03-02T07:00:00Z');

/** How many signatures are verified; a search without an end is ended. */
function countVerified(): () => number {
  let count = 0;
  const { value } = Object.getOwnPropertyDescriptor(X509Certificate.prototype, 'verify')!;
  const verify = value as X509Certificate['verify'];
  jest.spyOn(X509Certificate.prototype, 'verify').mockImplementation(function (this: X509Certificate, key) {
    count += 1;
    if (count > 10_000) throw new Error('It has verified more than 10 000 signatures.');
    return verify.call(this, key);
  });
  return () => count;
}

afterEach(() => jest.restoreAllMocks());

it('comes to an end among certificates that have all issued each other', async () => {
  const [signer, ...sentAlong] = await certificatesOfOneKey(21);
  const [authority] = await certificatesOfOneKey(1);
  const verified = countVerified();
  const search = () => demandWay(signer!, { authorities: [authority!], sentAlong, at });
  expect(search).toThrow(/does not lead to a given authority/);
  expect(verified()).toBeLessThanOrEqual(200);
});

it('gives up among certificates that could have issued each other, and have not', async () => {
  const [signer, ...reached] = await certificatesOfOneKey(11);
  const others = (await Promise.all(Array.from({ length: 30 }, () => certificatesOfOneKey(1)))).flat();
  const verified = countVerified();
  const search = () => demandWay(signer!, { authorities: others, sentAlong: reached, at });
  expect(search).toThrow(/does not lead to a given authority/);
  expect(verified()).toBe(200);
});

it('goes by several certificates, the shortest way', async () => {
  const [signer, authority, ...sentAlong] = await certificatesOfOneKey(21);
  expect(() => demandWay(signer!, { authorities: [authority!], sentAlong, at })).not.toThrow();
});
