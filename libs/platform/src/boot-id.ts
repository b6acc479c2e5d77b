import { readFileSync } from 'node:fs';
import { uptime } from 'node:os';

/**
 * Names the time since the machine last started: the same for all processes, another after every start. Where the kernel has no
 * name for it, the minute of the start serves; a clock that was set then looks like another start.
 */
export function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return `started-${Math.round((Date.now() / 1000 - uptime()) / 60)}`;
  }
}
