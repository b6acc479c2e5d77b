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
export const cpuMicrosOf = (pid: number): number => ticks(statOf(pid), [14, 15]) * CLOCK_TICK_MICROS;

/** The same of a process, of those that it began, and of those of them that have ended (fields 16 and 17). */
export function cpuMicrosOfFamily(pid: number): number {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => statOf(Number(name)));
  const children = all.filter((stat) => ticks(stat, [4]) === pid);
  const total = ticks(statOf(pid), [14, 15, 16, 17]) + sum(children.map((stat) => ticks(stat, [14, 15])));
  return total * CLOCK_TICK_MICROS;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

/** The fields after the program's name, which is the second and may hold anything. */
const statOf = (pid: number): readonly string[] => {
  const stat = accountOf(pid, 'stat');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
};

/** The sum of fields by the numbers that proc(5) gives them. */
const ticks = (stat: readonly string[], fields: readonly number[]): number =>
  sum(fields.map((number) => Number(stat[number - 3] ?? 0)));

function accountOf(pid: number, name: 'stat' | 'status'): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8');
  } catch {
    return '';
  }
}
