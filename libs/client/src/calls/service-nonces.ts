import type { OpenAnswer } from '../http/transport';

type Headers = OpenAnswer['headers'];

/** The newest nonce that a service gave for proofs of keys (RFC 9449, section 8.2). All calls of a client share it. */
export class ServiceNonces {
  current: string | undefined;

  /** @returns whether the service did nothing but demand that the request is sent again with the nonce that it gives. */
  note({ status, headers }: OpenAnswer): boolean {
    const { 'dpop-nonce': nonce } = headers;
    if (typeof nonce !== 'string' || nonce === '') return false;
    this.current = nonce;
    return status === 401 && isDemanded(headers);
  }
}

const isDemanded = ({ 'www-authenticate': challenges = '' }: Headers): boolean =>
  challenges.includes('error="use_dpop_nonce"');
