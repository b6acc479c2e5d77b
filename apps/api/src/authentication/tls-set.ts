import { constants } from 'node:crypto';
import { createSecureContext, type SecureContextOptions } from 'node:tls';
import { JudgedCertificates } from './judged-certificates';
import { blocksIn, CERTIFICATES, KEYS, LISTS } from './pem-blocks';
import type { TlsFile, TlsFiles } from './tls-files';
import { UnusableTlsFile } from './unusable-tls-file';

/** What is served and what is judged by one and the same reading of the files of TLS. It never changes: new files make another one. */
export interface TlsSet {
  /** What Node serves by; `null`: the service speaks no TLS. */
  readonly context: SecureContextOptions | null;
  /** Judges the certificates of callers; `null`: there are no authorities for them. */
  readonly judged: JudgedCertificates | null;
}

/** What is of use in a file. */
interface Part {
  /** Of the file. */
  readonly name: string;
  readonly blocks: readonly string[];
}

/** Sessions are not resumed: a resumed one would not look at a certificate again that was revoked meanwhile. */
const secureOptions = constants.SSL_OP_NO_TICKET;

/** Both halves are tried before either is used. @throws UnusableTlsFile */
export async function tlsSetOf(files: TlsFiles): Promise<TlsSet> {
  const authorities = files.authorities && partOf(files.authorities, CERTIFICATES);
  const lists = files.lists?.map((file) => partOf(file, LISTS)) ?? null;
  const context = contextOf(files, authorities, lists);
  return { context, judged: authorities && (await judgedBy(authorities, lists)) };
}

const partOf = (file: TlsFile, kinds: Parameters<typeof blocksIn>[1]): Part => ({
  name: file.name,
  blocks: blocksIn(file, kinds),
});

const textOf = ({ blocks }: Part): string => blocks.join('\n');

/** Each file is tried by itself, because Node does not say which one it cannot use. */
function contextOf(
  files: TlsFiles,
  authorities: Part | null,
  lists: readonly Part[] | null,
): SecureContextOptions | null {
  if (files.certificate === null) return null;
  const certificate = partOf(files.certificate, CERTIFICATES);
  const privateKey = partOf(files.key!, KEYS);
  const [cert, key] = [textOf(certificate), textOf(privateKey)];
  tryOut(certificate.name, { cert });
  tryOut(privateKey.name, { key });
  tryOut(`${certificate.name} and ${privateKey.name}`, { cert, key });
  for (const { name, blocks } of lists ?? []) tryOut(name, { crl: [...blocks] });
  return {
    cert,
    key,
    ...(authorities !== null && { ca: textOf(authorities) }),
    // Node takes the first list of each text.
    ...(lists !== null && { crl: lists.flatMap(({ blocks }) => blocks) }),
    minVersion: 'TLSv1.2',
    secureOptions,
  };
}

function tryOut(name: string, options: SecureContextOptions): void {
  try {
    createSecureContext(options);
  } catch (error) {
    throw faultOf(name, error);
  }
}

/** Each is tried by itself only when they cannot be used together: long lists take their time. */
async function judgedBy(authorities: Part, lists: readonly Part[] | null): Promise<JudgedCertificates> {
  const by = (some: readonly Part[] | null): Promise<JudgedCertificates> =>
    JudgedCertificates.by(textOf(authorities), some?.flatMap(({ blocks }) => blocks) ?? null);
  try {
    return await by(lists);
  } catch (error) {
    await tryToJudge(authorities.name, () => by(null));
    for (const list of lists ?? []) await tryToJudge(list.name, () => by([list]));
    throw error;
  }
}

async function tryToJudge(name: string, judge: () => Promise<unknown>): Promise<void> {
  try {
    await judge();
  } catch (error) {
    throw faultOf(name, error);
  }
}

const faultOf = (name: string, error: unknown): UnusableTlsFile =>
  new UnusableTlsFile(name, (error as Error).message);
