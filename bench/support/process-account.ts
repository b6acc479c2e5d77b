import { readdirSync, readFileSync } from 'node:fs';

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
  const status = accountOf(pid, 'status');
  return {
    own: field(status, 'RssAnon') + field(status, 'RssShmem'),
    mapped: field(status, 'RssFile'),
  };
}

/** Files and connections that a process has open. */
export const openFilesOf = (pid: number): number => readdirSync(`/proc/${pid}/fd`).length;

const CLOCK_TICK_MICROS = 10_000;

/** User and system time of all threads so far, in microseconds: fields 14 and 15 of the kernel's stat line. */
export function cpuMicrosOf(pid: number): number {
  const stat = accountOf(pid, 'stat');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) * CLOCK_TICK_MICROS;
}

function accountOf(pid: number, name: 'stat' | 'status'): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8');
  } catch {
    return '';
  }
}
