import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Config } from '#platform';

/** The settings that name files of TLS. */
const settings = ['TLS_CERTIFICATE_FILE', 'TLS_KEY_FILE', 'TLS_CLIENT_AUTHORITIES_FILE'] as const;

/** The texts of all files of TLS, as they were read; `null`: the setting names none. */
export interface TlsFiles {
  readonly certificate: string | null;
  readonly key: string | null;
  readonly authorities: string | null;
  readonly lists: readonly string[] | null;
}

/** @throws the system's error */
export async function readTlsFiles(config: Config): Promise<TlsFiles> {
  const read = async (file: string | undefined): Promise<string | null> =>
    file === undefined ? null : readFile(file, 'utf8');
  const [certificate, key, authorities] = await Promise.all(settings.map((name) => read(config[name])));
  const { TLS_REVOCATION_LISTS: files } = config;
  const lists = files ? await Promise.all(files.map((file) => readFile(file, 'utf8'))) : null;
  return { certificate: certificate!, key: key!, authorities: authorities!, lists };
}

/** The same for the same files. */
export function digestOf({ certificate, key, authorities, lists }: TlsFiles): string {
  const hash = createHash('sha256');
  for (const text of [certificate, key, authorities, ...(lists ?? [])])
    hash.update(`${text === null ? '-' : text.length} `).update(text ?? '');
  return hash.digest('hex');
}
