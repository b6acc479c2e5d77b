import { readFileSync } from 'node:fs';

/** A file is there and is no text in UTF-8, as other programs than an editor need it. */
export class UnreadableText extends Error {
  override readonly name = 'UnreadableText';
}

/**
 * The text of a file in UTF-8. A byte order mark is refused, and not passed over: what is signed or proved is compared to the byte.
 * @throws UnreadableText with how to save it, and what the system says of a file that cannot be read
 */
export function readText(path: string): string {
  const bytes = readFileSync(path);
  if (bytes.subarray(0, 3).equals(Buffer.of(0xef, 0xbb, 0xbf)))
    throw unreadable(path, 'it begins with a byte order mark. Save it as UTF-8 without one.');
  if (bytes.includes(0)) throw unreadable(path, 'it is in UTF-16, or is no text. Save it as UTF-8.');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw unreadable(path, 'it is not in UTF-8. Save it as UTF-8.');
  }
}

const unreadable = (path: string, why: string): UnreadableText =>
  new UnreadableText(`${path} cannot be read: ${why}`);
