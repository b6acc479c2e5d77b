import { closeSync, fdatasync, fdatasyncSync, openSync, readSync, writeSync } from 'node:fs';
import { promisify } from 'node:util';
import type { Instant } from '#consent';
import { makePrivateFile } from '#platform';

/** What the file says: no time after `mark` was answered by anyone who shares it. */
export interface Marks {
  readonly mark: Instant;
  /** The latest mark that an operator has said was wrong; 0 when there is none. */
  readonly givenUp: Instant;
}

const DIGITS = 16;
const FORM = /^(\d{16}) (\d{16})\n$/;
const LENGTH = 2 * DIGITS + 2;

const textOf = ({ mark, givenUp }: Marks): string =>
  `${[mark, givenUp].map((time) => String(time).padStart(DIGITS, '0')).join(' ')}\n`;

/** The file is there and does not hold what it must. */
export class MarkUnreadable extends Error {
  override readonly name = 'MarkUnreadable';
}

/**
 * Two times in one short line, which is written over in place: it stays within a sector of the disk, so it is never half written, and
 * it needs no room. A write is in the file for every process at once, and on the disk after `flush`.
 */
export class MarkFile {
  private readonly line = Buffer.alloc(LENGTH);

  private constructor(
    private readonly descriptor: number,
    private readonly path: string,
  ) {}

  static open(path: string): MarkFile {
    makePrivateFile(path, () => textOf({ mark: 0, givenUp: 0 }));
    return new MarkFile(openSync(path, 'r+'), path);
  }

  /** @throws MarkUnreadable */
  read(): Marks {
    const length = readSync(this.descriptor, this.line, 0, LENGTH, 0);
    const [, mark, givenUp] = FORM.exec(this.line.toString('latin1', 0, length)) ?? [];
    if (mark === undefined || givenUp === undefined)
      throw new MarkUnreadable(
        `${this.path} does not hold two times. Restore it, or remove it when the clock of this machine is right.`,
      );
    return { mark: Number(mark), givenUp: Number(givenUp) };
  }

  /** Raises the mark, unless another process has raised it further. */
  raise(mark: Instant): void {
    const kept = this.read();
    this.write({ ...kept, mark: Math.max(kept.mark, mark) });
  }

  write(marks: Marks): void {
    writeSync(this.descriptor, textOf(marks), 0);
  }

  flush(): Promise<void> {
    return promisify(fdatasync)(this.descriptor);
  }

  flushNow(): void {
    fdatasyncSync(this.descriptor);
  }

  close(): void {
    closeSync(this.descriptor);
  }
}
