import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, rename, type FileHandle } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { HeldConsents, type Effect, type HeldConsent } from './held-consents';

const FORMAT = 1;
const OWNER_ALONE = 0o600;

/** Below this many effects a file is never written again. */
const FEW = 10_000;

/** What a line holds: what a page did, and the cursor behind it. */
interface Line {
  readonly effects: readonly Effect[];
  readonly cursor: string;
}

/** A place in the file: so many bytes, which end with the line of this digest. */
interface Place {
  readonly size: number;
  readonly digest: string;
}

/** What a file was found to hold. */
interface Content {
  readonly held: readonly HeldConsent[];
  readonly cursor: string | undefined;
}

/**
 * A copy in a file, a line a page. Each line has a digest of itself and of all lines before it: reading ends at the first that does
 * not fit, such as one that was half written, and the service is asked again from there.
 */
export class CopyFile {
  private constructor(
    private readonly handle: FileHandle,
    private readonly beginning: Place,
    private end: Place,
  ) {}

  /** Opens or makes the file of a care provider's copy. A file of another one is begun again. */
  static async open(path: string, careProviderId: string): Promise<{ file: CopyFile; content: Content }> {
    const beginning = await headOf(path, careProviderId);
    const reading = await read(path, beginning);
    if (reading.effects > Math.max(FEW, 2 * reading.held.size)) await writeAnew(path, beginning, reading);
    const compact = await read(path, beginning);
    const handle = await open(path, 'r+');
    const { held, cursor, end } = compact;
    return { file: new CopyFile(handle, beginning, end), content: { held: held.all(), cursor } };
  }

  /** Keeps a page. One that failed is written over by the next. */
  async append(line: Line): Promise<void> {
    const { text, place } = written(this.end, line);
    const { bytesWritten } = await this.handle.write(text, this.end.size);
    if (this.end.size + bytesWritten !== place.size)
      throw new Error('The file of the copy took a part only.');
    this.end = place;
  }

  /** Forgets all. Where the file cannot be cut off, what comes next does not fit what is left behind it, which is not read any more. */
  async forget(): Promise<void> {
    this.end = this.beginning;
    await this.handle.truncate(this.beginning.size);
  }

  close(): Promise<void> {
    return this.handle.close();
  }
}

interface Reading {
  readonly held: HeldConsents;
  effects: number;
  cursor: string | undefined;
  end: Place;
}

const START: Place = { size: 0, digest: '' };

/** The place behind the first line, which says whose copy it is; the line is written where it is not there. */
async function headOf(path: string, careProviderId: string): Promise<Place> {
  const { text, place } = written(START, { format: FORMAT, careProviderId });
  const handle = await open(path, 'a+', OWNER_ALONE);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(place.size), 0, place.size, 0);
    if (buffer.subarray(0, bytesRead).toString() === text) return place;
    await handle.truncate(0);
    await handle.write(text);
    return place;
  } finally {
    await handle.close();
  }
}

async function read(path: string, beginning: Place): Promise<Reading> {
  const reading: Reading = { held: new HeldConsents(), effects: 0, cursor: undefined, end: beginning };
  const input = createReadStream(path, { start: beginning.size });
  try {
    for await (const text of createInterface({ input, crlfDelay: Infinity })) {
      const line = lineIn(text, reading.end);
      if (!line) break;
      for (const effect of line.effects) reading.held.apply(effect);
      reading.effects += line.effects.length;
      reading.cursor = line.cursor;
      reading.end = behind(reading.end, text);
    }
  } finally {
    input.destroy();
  }
  return reading;
}

function lineIn(text: string, before: Place): Line | null {
  const json = text.slice(DIGEST_LENGTH + 1);
  return text === `${digestOf(before, json)} ${json}` ? (JSON.parse(json) as Line) : null;
}

/** What is held, as one page. The old file stays as it is until the new one is whole. */
async function writeAnew(path: string, beginning: Place, { held, cursor }: Reading): Promise<void> {
  const whole = { effects: held.all().map((put) => ({ put })), cursor: cursor ?? '' };
  const old = await open(path, 'r');
  const { buffer } = await old.read(Buffer.alloc(beginning.size), 0, beginning.size, 0);
  await old.close();
  const handle = await open(`${path}.new`, 'w', OWNER_ALONE);
  await handle.writeFile(buffer.toString() + written(beginning, whole).text);
  await handle.sync();
  await handle.close();
  await rename(`${path}.new`, path);
}

const DIGEST_LENGTH = 32;

const digestOf = ({ digest }: Place, json: string): string =>
  createHash('sha256')
    .update(digest + json)
    .digest('hex')
    .slice(0, DIGEST_LENGTH);

/** A line behind a place, and the place behind the line. */
function written(before: Place, line: object): { text: string; place: Place } {
  const json = JSON.stringify(line);
  const text = `${digestOf(before, json)} ${json}`;
  return { text: `${text}\n`, place: behind(before, text) };
}

const behind = ({ size }: Place, text: string): Place => ({
  size: size + Buffer.byteLength(text) + 1,
  digest: text.slice(0, DIGEST_LENGTH),
});
