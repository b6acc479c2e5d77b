import { X509Certificate } from 'node:crypto';
import { Unauthenticated } from './unauthenticated';

/** The most certificates that may come with that of a client: more than any authority has above its clients. */
export const LONGEST_CHAIN = 5;

/** RFC 9440 has the certificate between colons, in base64; nginx, as PEM with percent signs. @throws Unauthenticated */
export function certificateIn(text: string, header: string): X509Certificate {
  try {
    if (header === 'client-cert') return memberIn(text);
    return new X509Certificate(decodeURIComponent(text));
  } catch {
    throw new Unauthenticated('The header with the client certificate cannot be read.');
  }
}

/** Those of `Client-Cert-Chain`: a list, its members as the certificate itself is written. None: an empty text. @throws Unauthenticated */
export function certificatesIn(chain: string): readonly X509Certificate[] {
  if (chain === '') return [];
  const members = chain.split(',');
  if (members.length > LONGEST_CHAIN)
    throw new Unauthenticated(`The client certificate comes with a chain of more than ${LONGEST_CHAIN}.`);
  try {
    return members.map(memberIn);
  } catch {
    throw new Unauthenticated('The header with the chain of the client certificate cannot be read.');
  }
}

function memberIn(text: string): X509Certificate {
  const [, base64] = /^:([A-Za-z0-9+/]+=*):$/.exec(text.trim()) ?? [];
  return new X509Certificate(Buffer.from(base64!, 'base64'));
}
