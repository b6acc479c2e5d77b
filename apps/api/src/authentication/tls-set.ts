import { constants } from 'node:crypto';
import { createSecureContext, type SecureContextOptions } from 'node:tls';
import { JudgedCertificates } from './judged-certificates';
import { blocksIn, UnusableTlsFile } from './pem-blocks';
import type { TlsFiles } from './tls-files';

/** What is served and what is judged by one and the same reading of the files of TLS. It never changes: new files make another one. */
export interface TlsSet {
  /** What Node serves by; `null`: the service speaks no TLS. */
  readonly context: SecureContextOptions | null;
  /** Judges the certificates of callers; `null`: there are no authorities for them. */
  readonly judged: JudgedCertificates | null;
}

/** Sessions are not resumed: a resumed one would not look at a certificate again that was revoked meanwhile. */
const secureOptions = constants.SSL_OP_NO_TICKET;

/** Both halves are tried before either is used. @throws UnusableTlsFile */
export async function tlsSetOf(files: TlsFiles): Promise<TlsSet> {
  const { authorities, lists } = files;
  const ca = authorities === null ? null : blocksIn(authorities, 'TLS_CLIENT_AUTHORITIES_FILE').join('\n');
  const crl = lists?.flatMap((text) => blocksIn(text, 'TLS_REVOCATION_LISTS')) ?? null;
  const context = contextOf(files, ca, crl);
  const what = 'TLS_CLIENT_AUTHORITIES_FILE or TLS_REVOCATION_LISTS';
  const judged = ca === null ? null : await usable(what, () => JudgedCertificates.by(ca, crl));
  return { context, judged };
}

function contextOf(
  { certificate, key }: TlsFiles,
  ca: string | null,
  crl: readonly string[] | null,
): SecureContextOptions | null {
  if (certificate === null) return null;
  const context: SecureContextOptions = {
    cert: blocksIn(certificate, 'TLS_CERTIFICATE_FILE').join('\n'),
    key: blocksIn(key!, 'TLS_KEY_FILE').join('\n'),
    ...(ca !== null && { ca }),
    // Node takes the first list of each text.
    ...(crl !== null && { crl: [...crl] }),
    minVersion: 'TLSv1.2',
    secureOptions,
  };
  try {
    createSecureContext(context);
  } catch (error) {
    throw faultOf('TLS_CERTIFICATE_FILE or another file of TLS', error);
  }
  return context;
}

async function usable<T>(what: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw faultOf(what, error);
  }
}

const faultOf = (what: string, error: unknown): UnusableTlsFile =>
  new UnusableTlsFile(what, (error as Error).message);
