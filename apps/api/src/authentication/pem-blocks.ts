/** A file of certificates, keys or revocation lists cannot be used. */
export class UnusableTlsFile extends Error {
  override readonly name = 'UnusableTlsFile';

  /** @param what the setting that names the file. */
  constructor(
    readonly what: string,
    fault: string,
  ) {
    super(`${what}: ${fault}`);
  }
}

const BLOCK = /-----BEGIN ([A-Z0-9 ]+)-----[^-]*-----END \1-----/g;

/**
 * The blocks of a PEM file, each by itself. Node takes what it can read of one, and says nothing of the rest: of a file that is half written
 * it would take half of the authorities, and for an empty one those of the whole web. @throws UnusableTlsFile
 */
export function blocksIn(text: string, what: string): readonly string[] {
  const blocks = text.match(BLOCK) ?? [];
  if (blocks.length === 0) throw new UnusableTlsFile(what, 'The file holds nothing in PEM.');
  if (/^-/m.test(text.replaceAll(BLOCK, '')))
    throw new UnusableTlsFile(
      what,
      'A part of the file is cut off. Write the whole file, and put it in place by renaming it.',
    );
  return blocks;
}
