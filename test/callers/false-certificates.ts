import type { Identity, TestAuthority } from '../support/test-authority';

const DAY = 86_400_000;

interface Parties {
  readonly authority: TestAuthority;
  readonly stranger: TestAuthority;
  readonly revoked: Identity;
}

/** Every way of proving nothing by a certificate. */
export const falseCertificates: readonly [
  what: string,
  identity: (parties: Parties) => Promise<Identity>,
  answer: string,
][] = [
  ['a revoked certificate', async ({ revoked }) => revoked, 'The client certificate is revoked.'],
  [
    'a certificate that has expired',
    ({ authority }) =>
      authority.issue('CN=a, 2.5.4.5=SE165565594230-EHR', { to: new Date(Date.now() - 3_600_000) }),
    'The client certificate has expired.',
  ],
  [
    'a certificate that is not valid yet',
    ({ authority }) =>
      authority.issue('CN=a, 2.5.4.5=SE165565594230-EHR', { from: new Date(Date.now() + DAY / 2) }),
    'The client certificate is not valid yet.',
  ],
  [
    'a certificate of another authority, with the same subject',
    ({ stranger }) => stranger.issue('CN=records, 2.5.4.5=SE165565594230-EHR'),
    'The client certificate is not of an authority that is trusted here.',
  ],
  [
    'the certificate of a server',
    ({ authority }) => authority.issue('CN=a, 2.5.4.5=SE165565594230-EHR', { usage: '1.3.6.1.5.5.7.3.1' }),
    'The client certificate is not meant for clients.',
  ],
  [
    'a certificate of a system that is not registered',
    ({ authority }) => authority.issue('CN=SE165565594230-EHR, 2.5.4.5=SE165565594230-NEW'),
    'The client certificate is not of a registered caller.',
  ],
  [
    'a certificate whose common name is the id of a caller',
    ({ authority }) => authority.issue('CN=SE165565594230-EHR'),
    'The client certificate is not of a registered caller.',
  ],
];
