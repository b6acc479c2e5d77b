import { readFileSync } from 'node:fs';

/** What a process holds of the machine's memory at a moment, in MiB. */
export interface ProcessMemory {
  /** Its own, without the pages of mapped files that the kernel may take back at any time. */
  readonly own: number;
  /** Pages of mapped files: LMDB's, and the program's own. */
  readonly mapped: number;
}

const field = (status: string, name: string): number =>
  Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? 0) / 1024;

/** From the kernel's account; zero when the process has ended. */
export function memoryOf(pid: number): ProcessMemory {
  const status = statusOf(pid);
  return {
    own: field(status, 'RssAnon') + field(status, 'RssShmem'),
    mapped: field(status, 'RssFile'),
  };
}

function statusOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/status`, 'utf8');
  } catch {
    return '';
  }
}
