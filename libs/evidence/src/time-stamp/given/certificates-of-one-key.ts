import 'reflect-metadata';
import { webcrypto, X509Certificate } from 'node:crypto';
import * as x509 from '@peculiar/x509';

x509.cryptoProvider.set(webcrypto);

const ecdsa = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

/** Authorities of one name with one key: each has issued all of them. */
export async function certificatesOfOneKey(count: number): Promise<X509Certificate[]> {
  const keys = await webcrypto.subtle.generateKey(ecdsa, true, ['sign', 'verify']);
  const made = Array.from({ length: count }, (_, place) =>
    x509.X509CertificateGenerator.createSelfSigned({
      ...{ name: 'CN=One of many', serialNumber: (place + 16).toString(16), keys, signingAlgorithm: ecdsa },
      ...{ notBefore: new Date('2020-01-01'), notAfter: new Date('2099-01-01') },
      extensions: [new x509.BasicConstraintsExtension(true, undefined, true)],
    }),
  );
  return (await Promise.all(made)).map(({ rawData }) => new X509Certificate(Buffer.from(rawData)));
}
