import { stripVTControlCharacters } from 'node:util';

/**
 * Hands what packages print by themselves to `write`, as a line for developers: LMDB prints the cause of each failed commit beside
 * throwing it, and such lines would stand between those of the log. Values other than texts and errors may be data, and are left out.
 */
export function takeOverConsole(write: (text: string) => void): void {
  const taken = (...values: unknown[]): void =>
    write(stripVTControlCharacters(values.map(inWords).join(' ')));
  Object.assign(console, { log: taken, info: taken, warn: taken, error: taken });
}

function inWords(value: unknown): string {
  if (value instanceof Error) return value.stack ?? value.message;
  return typeof value === 'string' ? value : `(${typeof value})`;
}
