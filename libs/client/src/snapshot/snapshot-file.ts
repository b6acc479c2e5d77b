import { open, readFile, rename, truncate } from 'node:fs/promises';
import { isObject } from '../messages/readable';
import type { SnapshotText } from './verified-snapshot';

const OWNER_ALONE = 0o600;

/** What a file of an earlier run holds. */
interface Kept {
  readonly text: SnapshotText | null;
  /** The latest time that was seen then. */
  readonly seen: number;
}

/** A snapshot in a file, and the latest time that was seen in a second beside it. Each is replaced in one step. */
export class SnapshotFile {
  constructor(private readonly path: string) {}

  /** What cannot be read is as if it were not there: a snapshot proves itself, and another can be asked for. */
  async read(): Promise<Kept> {
    const content: unknown = jsonOrNull(await textOf(this.path));
    const isText = isObject(content) && typeof content.note === 'string' && typeof content.lines === 'string';
    const text = isText ? (content as unknown as SnapshotText) : null;
    const seen = Number((await textOf(this.clockPath)) || NaN);
    return { text, seen: Number.isNaN(seen) ? -Infinity : seen };
  }

  keep({ note, lines }: SnapshotText): Promise<void> {
    return replace(this.path, JSON.stringify({ note, lines }));
  }

  keepSeen(seen: number): Promise<void> {
    return replace(this.clockPath, String(seen));
  }

  /** Leaves an empty file, because that is possible also where none can be removed. */
  async forget(): Promise<void> {
    await truncate(this.path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
    });
  }

  private get clockPath(): string {
    return `${this.path}.clock`;
  }
}

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

async function replace(path: string, text: string): Promise<void> {
  const handle = await open(`${path}.new`, 'w', OWNER_ALONE);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(`${path}.new`, path);
}
