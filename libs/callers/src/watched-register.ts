import { readFileSync } from 'node:fs';
import type { Logger } from '#platform';
import type { CallerRegister } from './caller-register';
import { readRegister, UnusableRegister } from './read-register';

const INTERVAL = 2_000;

/**
 * The register in a file, read again when the file changes. Its text is compared, because a mounted file may be exchanged without any
 * notice, and with an older time. A file that cannot be used leaves the register as it was, with an error in the log.
 */
export class WatchedRegister {
  private readonly timer: NodeJS.Timeout;
  private register: CallerRegister;
  private seen: string | null;

  /**
   * @param interval how often the file is looked at, in milliseconds.
   * @throws UnusableRegister, or the system's error when the file cannot be read: no service starts without its register.
   */
  constructor(
    private readonly path: string,
    private readonly log: Logger,
    interval = INTERVAL,
  ) {
    this.seen = readFileSync(path, 'utf8');
    this.register = readRegister(this.seen);
    this.timer = setInterval(() => this.look(), interval).unref();
  }

  get current(): CallerRegister {
    return this.register;
  }

  close(): void {
    clearInterval(this.timer);
  }

  /** What is wrong is logged once, not at every look. */
  private look(): void {
    const text = textOf(this.path);
    if (text === this.seen) return;
    this.seen = text;
    try {
      if (text === null) throw new UnusableRegister(['The file cannot be read.']);
      this.register = readRegister(text);
      this.log.info('The register of callers was read again.', { callers: this.register.callers.length });
    } catch (error) {
      const { message: reason } = error as Error;
      this.log.error('The new register of callers cannot be used. The old one stays.', { reason });
    }
  }
}

/** `null` when the file cannot be read. */
function textOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
