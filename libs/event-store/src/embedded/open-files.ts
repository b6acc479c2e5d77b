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

  /**
   * Right after LMDB has opened them. The path is kept as it is named: a link in it may be led elsewhere.
   * @param mayChange is false for files that are read without a lock: their content must stay, too.
   */
  constructor(
    path: string,
    private readonly options: { readonly mayChange: boolean },
  ) {
    this.directory = resolve(path);
    this.opened = this.atPath();
  }

  /** What is wrong with the files at the path, and what to do; `undefined` when they are those that are open. */
  fault(): string | undefined {
    const found = this.atPath();
    const other = SHARED.filter((_, index) => found[index] !== this.opened[index]);
    if (other.length === 0) return undefined;
    if (!this.options.mayChange) return this.changed();
    return (
      `The log at ${this.directory} was removed or exchanged while it was open (${other.join(', ')}): nothing is acknowledged or ` +
      'answered any more. Put the directory back as it was, and the log continues by itself. If it was deleted, copy the open ' +
      `files from /proc/${process.pid}/fd before this process ends`
    );
  }

  /** Why nothing can be written. */
  readOnly(): string {
    return (
      `Nothing can be recorded in the log at ${this.directory}: this user may not write there, or its file system is read-only. ` +
      'It was opened to be read only'
    );
  }

  private changed(): string {
    return (
      `The log at ${this.directory} was written to while it was read from where this user may not write: what was read may be ` +
      'wrong. Read a copy that nobody writes to, or run the command as the user of the ledger'
    );
  }

  private atPath(): readonly string[] {
    return SHARED.map((name) => identityOf(join(this.directory, name), this.options.mayChange));
  }
}

/** Device and inode, and where it counts when it was written to; why there is none, where the file cannot be looked at. */
function identityOf(path: string, mayChange: boolean): string {
  try {
    const { dev, ino, mtimeNs } = statSync(path, { bigint: true });
    return mayChange ? `${dev}:${ino}` : `${dev}:${ino}:${mtimeNs}`;
  } catch (error) {
    return String((error as NodeJS.ErrnoException).code);
  }
}
