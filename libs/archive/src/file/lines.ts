import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { NOTHING_IMPORTED, UnusableArchive } from '../unusable-archive';

const GZIP = Buffer.from([0x1f, 0x8b]);
const NEWLINE = 0x0a;
const CHUNK = 256 * 1024;

/** No event is as long: a longer line is that of something else, and is not to fill the memory. */
const LONGEST_LINE = 16 * 1024 * 1024;

/**
 * The lines of a file, compressed or not, as bytes and without their ends. Only part of the file is in memory.
 * @param onRead gets how many bytes of the file have been read so far.
 * @throws UnusableArchive when its last line has no end, when a line is too long, or when it cannot be uncompressed.
 */
export async function* linesOf(path: string, onRead?: (bytes: number) => void): AsyncGenerator<Buffer> {
  const isGzip = await isCompressed(path);
  const file = createReadStream(path, { highWaterMark: CHUNK });
  const content = isGzip ? pipeline(file, createGunzip(), () => undefined) : file;
  try {
    yield* wholeLines(path, content as AsyncIterable<Buffer>, () => onRead?.(file.bytesRead));
  } catch (error) {
    throw isOfCompression(error) ? cannotUncompress(path, error) : error;
  }
}

async function* wholeLines(
  path: string,
  content: AsyncIterable<Buffer>,
  onChunk: () => void,
): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of content) {
    rest = yield* linesIn(rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk);
    if (rest.length > LONGEST_LINE) throw new UnusableArchive(`${path} is no export of a ledger.`);
    onChunk();
  }
  if (rest.length > 0)
    throw new UnusableArchive(`${path} ends within a line: it was cut off. ${NOTHING_IMPORTED}`);
}

/** What is left is the beginning of the next line. */
function* linesIn(bytes: Buffer): Generator<Buffer, Buffer> {
  let start = 0;
  for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, start)) {
    yield bytes.subarray(start, end);
    start = end + 1;
  }
  return bytes.subarray(start);
}

async function isCompressed(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(GZIP.length), 0, GZIP.length, 0);
    return bytesRead === GZIP.length && buffer.equals(GZIP);
  } finally {
    await file.close();
  }
}

const isOfCompression = (error: unknown): boolean => /^Z_/.test(String((error as { code?: unknown }).code));

const cannotUncompress = (path: string, cause: unknown): UnusableArchive =>
  new UnusableArchive(
    `${path} cannot be uncompressed (${(cause as Error).message}): it is damaged or was cut off. ${NOTHING_IMPORTED}`,
    { cause },
  );
