import type { TlsFile } from './tls-files';
import { UnusableTlsFile } from './unusable-tls-file';

/** As OpenSSL names what is in a block. */
export const CERTIFICATES = ['CERTIFICATE', 'X509 CERTIFICATE', 'TRUSTED CERTIFICATE'] as const;
export const LISTS = ['X509 CRL'] as const;
/** No encrypted one: there is no setting for its password. */
export const KEYS = ['PRIVATE KEY', 'RSA PRIVATE KEY', 'EC PRIVATE KEY', 'DSA PRIVATE KEY'] as const;

interface Block {
  readonly kind: string;
  readonly text: string;
}

/** What begins or ends a block: at the start of a line, or right behind a block whose last line does not end. One may be cut off. */
const WORD = /(?:^|(?<=^-----END [^-]*-----))-----(BEGIN|END) (.*?)(-----|$)/gm;

/**
 * The blocks of a PEM file that are of one of the kinds, each by itself. Others are passed over, as Node does. But Node takes what it can
 * read, and says nothing of the rest: of a file that is half written it would take half of the authorities, and for an empty one those of
 * the whole web. @throws UnusableTlsFile
 */
export function blocksIn({ name, text }: TlsFile, kinds: readonly [string, ...string[]]): readonly string[] {
  const blocks = allBlocksIn(text.replace(/^\uFEFF/, ''));
  if (blocks === null)
    throw new UnusableTlsFile(
      name,
      'A part of the file is cut off. Write the whole file, and put it in place by renaming it.',
    );
  if (blocks.length === 0) throw new UnusableTlsFile(name, 'The file holds nothing in PEM.');
  const wanted = blocks.filter(({ kind }) => kinds.includes(kind));
  if (wanted.length > 0) return wanted.map((block) => block.text);
  const others = [...new Set(blocks.map(({ kind }) => kind))].join(', ');
  throw new UnusableTlsFile(name, `The file needs ${kinds[0]} in PEM, and has only ${others}.`);
}

/** `null`: a part is cut off. */
function allBlocksIn(text: string): readonly Block[] | null {
  const words = [...text.matchAll(WORD)];
  const blocks: Block[] = [];
  let to = 0;
  for (let at = 0; at < words.length; at += 2) {
    const [begin, end] = [words[at]!, words[at + 1]];
    if (!end || !isPair(begin, end)) return null;
    // A block that is cut off may be followed by the next one in the same line.
    if (text.slice(begin.index + begin[0].length, end.index).includes('-----')) return null;
    to = end.index + end[0].length;
    blocks.push({ kind: begin[2]!, text: text.slice(begin.index, to) });
  }
  return endsInWord(text.slice(to)) ? null : blocks;
}

const isPair = (begin: RegExpMatchArray, end: RegExpMatchArray): boolean =>
  begin[1] === 'BEGIN' && end[1] === 'END' && begin[2] === end[2] && begin[3] !== '' && end[3] !== '';

/** One that is cut off before it says what it begins. */
function endsInWord(rest: string): boolean {
  const lastLine = rest.slice(rest.lastIndexOf('\n') + 1);
  return lastLine !== '' && '-----BEGIN '.startsWith(lastLine);
}
