import { readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { bootId } from './boot-id';

/** A process of a machine, or of a container on it: process ids are distinguished by where they are given. */
export interface ProcessName {
  readonly boot: string;
  readonly namespace: string;
  readonly pid: number;
}

export const thisProcess = (): ProcessName => ({
  boot: bootId(),
  namespace: pidNamespace(),
  pid: process.pid,
});

/** Whether a process has certainly ended. One that cannot be judged from here has not, nor has one whose id was given again. */
export function isGone({ boot, namespace, pid }: ProcessName): boolean {
  const here = thisProcess();
  if (boot !== here.boot || namespace !== here.namespace) return false;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

function pidNamespace(): string {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    return hostname();
  }
}
