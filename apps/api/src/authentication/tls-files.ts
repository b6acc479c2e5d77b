import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Config } from '#platform';
import { UnusableTlsFile } from './unusable-tls-file';

/** A file of TLS, as it was read. */
export interface TlsFile {
  /** The setting that names it, and its path, for errors. */
  readonly name: string;
  readonly text: string;
}

/** All files of TLS; `null`: the setting names none. */
export interface TlsFiles {
  readonly certificate: TlsFile | null;
  readonly key: TlsFile | null;
  readonly authorities: TlsFile | null;
  readonly lists: readonly TlsFile[] | null;
}

/** One after the other: when several cannot be read, the error is that of the same one each time. @throws UnusableTlsFile */
export async function readTlsFiles(config: Config): Promise<TlsFiles> {
  const of = async (
    setting: 'TLS_CERTIFICATE_FILE' | 'TLS_KEY_FILE' | 'TLS_CLIENT_AUTHORITIES_FILE',
  ): Promise<TlsFile | null> => {
    const path = config[setting];
    return path === undefined ? null : read(setting, path);
  };
  const [certificate, key] = [await of('TLS_CERTIFICATE_FILE'), await of('TLS_KEY_FILE')];
  const authorities = await of('TLS_CLIENT_AUTHORITIES_FILE');
  const { TLS_REVOCATION_LISTS: paths } = config;
  if (!paths) return { certificate, key, authorities, lists: null };
  const lists: TlsFile[] = [];
  for (const path of paths) lists.push(await read('TLS_REVOCATION_LISTS', path));
  return { certificate, key, authorities, lists };
}

async function read(setting: string, path: string): Promise<TlsFile> {
  const name = `${setting} (${path})`;
  try {
    return { name, text: await readFile(path, 'utf8') };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new UnusableTlsFile(name, `The file cannot be read: ${code ?? message}.`);
  }
}

/** The same for the same files. */
export function digestOf({ certificate, key, authorities, lists }: TlsFiles): string {
  const hash = createHash('sha256');
  for (const file of [certificate, key, authorities, ...(lists ?? [])])
    hash.update(`${file === null ? '-' : file.text.length} `).update(file?.text ?? '');
  return hash.digest('hex');
}
