import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';

const RECEIPTS = 'receipts';

/** The folder of an extract, for its owner alone. It is removed again when it is closed before it is whole. */
export class ExtractFolder {
  private isWhole = false;

  private constructor(readonly path: string) {}

  /** @throws what the system says when the folder is there, or cannot be made. */
  static make(path: string): ExtractFolder {
    mkdirSync(path, { mode: 0o700 });
    return new ExtractFolder(path);
  }

  /** Writes a receipt. @returns where it is, from the folder. */
  receipt(name: string, receipt: object): string {
    const file = `${RECEIPTS}/${name}.json`;
    mkdirSync(join(this.path, RECEIPTS), { recursive: true, mode: 0o700 });
    this.write(file, `${JSON.stringify(receipt, null, 2)}\n`);
    return file;
  }

  write(file: string, content: string): void {
    writeFileSync(join(this.path, file), content, { flag: 'wx', mode: 0o600 });
  }

  /** Writes objects, a line each. */
  writeLines(file: string, objects: Iterable<object>): void {
    const descriptor = openSync(join(this.path, file), 'wx', 0o600);
    try {
      for (const object of objects) writeSync(descriptor, `${JSON.stringify(object)}\n`);
    } finally {
      closeSync(descriptor);
    }
  }

  /** All is written: it stays. */
  finish(): void {
    this.isWhole = true;
  }

  async close(): Promise<void> {
    if (!this.isWhole) await rm(this.path, { recursive: true, force: true });
  }
}
