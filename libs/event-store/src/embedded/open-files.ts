import { statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DATA, LOCK } from './directory';
import { GATE } from './gate';

/** What a process that opens the directory finds, and must share with those that have it open. */
const SHARED = [DATA, LOCK, join(GATE, LOCK)];

/**
 * The files that a log has open, against those at its path. A file that was removed or exchanged can still be written to: what is
 * in it is gone when the last process closes it, and the next start opens what is at the path. LMDB keeps its files open, so the
 * number of one is not given to another meanwhile.
 */
export class OpenFiles {
  private readonly directory: string;
  private readonly opened: readonly string[];

  /** Right after LMDB has opened them. The path is kept as it is named: a link in it may be led elsewhere. */
  constructor(path: string) {
    this.directory = resolve(path);
    this.opened = this.atPath();
  }

  /** What is wrong with the files at the path, and what to do; `undefined` when they are those that are open. */
  fault(): string | undefined {
    const found = this.atPath();
    const other = SHARED.filter((_, index) => found[index] !== this.opened[index]);
    if (other.length === 0) return undefined;
    return (
      `The log at ${this.directory} was removed or exchanged while it was open (${other.join(', ')}): nothing is acknowledged or ` +
      'answered any more. Put the directory back as it was, and the log continues by itself. If it was deleted, copy the open ' +
      `files from /proc/${process.pid}/fd before this process ends`
    );
  }

  private atPath(): readonly string[] {
    return SHARED.map((name) => identityOf(join(this.directory, name)));
  }
}

/** Device and inode; why there is none, where the file cannot be looked at. */
function identityOf(path: string): string {
  try {
    const { dev, ino } = statSync(path, { bigint: true });
    return `${dev}:${ino}`;
  } catch (error) {
    return String((error as NodeJS.ErrnoException).code);
  }
}
