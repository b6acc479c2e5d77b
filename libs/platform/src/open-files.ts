import { readFileSync } from 'node:fs';
import { ConfigError } from './config/config';

/** How many files a process of the ledger may need besides its connections: logs, read models, keys, threads and programs. */
const NEEDED = 128;

/** What Linux says of a process; the first number is the limit that holds. */
const LIMITS = '/proc/self/limits';
const OPEN_FILES = /^Max open files +(\d+)/m;

/**
 * Refuses to go on where this process may open too few files: the store's library would end it without a word. Where the system does
 * not say how many, nothing is demanded. @throws ConfigError
 */
export function demandOpenFiles(): void {
  const limit = openFilesLimit();
  if (limit === null || limit >= NEEDED) return;
  throw new ConfigError(
    `This process may open ${limit} files at a time, and needs ${NEEDED}, and one more for every connection. ` +
      'Raise the limit: ulimit -n, LimitNOFILE of a systemd unit, or --ulimit nofile of a container.',
  );
}

/** `null`: unlimited, or not known. */
function openFilesLimit(): number | null {
  try {
    const [, limit] = OPEN_FILES.exec(readFileSync(LIMITS, 'latin1')) ?? [];
    return limit === undefined ? null : Number(limit);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
