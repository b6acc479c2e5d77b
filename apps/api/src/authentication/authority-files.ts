import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Config } from '#platform';

/** The texts of the authorities and of the revocation lists; `null`: there are to be none. */
export type AuthorityFiles = readonly [authorities: string, lists: readonly string[] | null];

/** @throws the system's error */
export async function readFiles({
  TLS_CLIENT_AUTHORITIES_FILE,
  TLS_REVOCATION_LISTS,
}: Config): Promise<AuthorityFiles> {
  const read = (file: string): Promise<string> => readFile(file, 'utf8');
  const [authorities, ...lists] = await Promise.all(
    [TLS_CLIENT_AUTHORITIES_FILE!, ...(TLS_REVOCATION_LISTS ?? [])].map(read),
  );
  return [authorities!, TLS_REVOCATION_LISTS ? lists : null];
}

/** The same for the same files. */
export function digestOf([authorities, lists]: AuthorityFiles): string {
  const hash = createHash('sha256').update(JSON.stringify(authorities));
  for (const list of lists ?? []) hash.update(`${list.length} `).update(list);
  return hash.digest('hex');
}
