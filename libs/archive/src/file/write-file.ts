import { createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';

const CHUNK = 64 * 1024;

/** Personal data: for this user alone. */
const MODE = 0o600;

/**
 * Writes lines to a stream, compressed if so wished, and waits where nobody reads on. What the lines end with is answered.
 */
export async function writeLines<T>(
  lines: AsyncGenerator<string, T>,
  destination: NodeJS.WritableStream,
  isCompressed: boolean,
): Promise<T> {
  const result: { value?: T } = {};
  const source = Readable.from(chunksOf(lines, (value) => (result.value = value)));
  const options = { end: destination !== process.stdout };
  if (isCompressed) await pipeline(source, createGzip(), destination, options);
  else await pipeline(source, destination, options);
  return result.value!;
}

async function* chunksOf<T>(
  lines: AsyncGenerator<string, T>,
  onEnd: (value: T) => void,
): AsyncGenerator<string> {
  let chunk = '';
  for (;;) {
    const { done, value } = await lines.next();
    if (done) {
      onEnd(value);
      break;
    }
    chunk += `${value}\n`;
    if (chunk.length < CHUNK) continue;
    yield chunk;
    chunk = '';
  }
  yield chunk;
}

/** A file that has its name only once it is whole and on the disk. What had the name before is replaced then. */
export class NewFile {
  private readonly partial: string;

  constructor(private readonly path: string) {
    this.partial = `${path}.${process.pid}.partial`;
  }

  async write<T>(lines: AsyncGenerator<string, T>, isCompressed: boolean): Promise<T> {
    try {
      const stream = createWriteStream(this.partial, { flags: 'wx', mode: MODE });
      const result = await writeLines(lines, stream, isCompressed);
      await sync(this.partial);
      await rename(this.partial, this.path);
      await sync(dirname(this.path));
      return result;
    } finally {
      await this.close();
    }
  }

  /** Takes away what is not whole. */
  async close(): Promise<void> {
    await rm(this.partial, { force: true });
  }
}

/** Resolves when what is written in a file, or the names in a folder, are on the disk. */
async function sync(path: string): Promise<void> {
  const opened = await open(path);
  try {
    await opened.sync();
  } finally {
    await opened.close();
  }
}
