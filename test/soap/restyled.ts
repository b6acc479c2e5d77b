/** How a writer of XML likes to write: everything that changes the look of a message and nothing in what it says. */
export interface Style {
  /** Prefixes by those of the plain message; an empty one is the default namespace. */
  readonly prefixes: Readonly<Record<string, string>>;
  /** What stands between two tags that have no text between them, in turn. */
  readonly gaps: readonly string[];
  /** How texts are written, in turn. */
  readonly texts: readonly TextStyle[];
  /** Elements of others at the end of types, in turn. */
  readonly strangers: readonly string[];
  readonly encoding: Encoding;
}

export type TextStyle = 'plain' | 'references' | 'cdata' | 'commented';
export type Encoding = 'utf-8' | 'utf-8 with mark' | 'utf-16le' | 'utf-16be' | 'utf-16 by declaration';

/** Hands out its items in turn, for ever. */
function inTurn<Item>(items: readonly Item[]): () => Item {
  let next = 0;
  return () => items[next++ % items.length]!;
}

const isTag = (token: string | undefined): boolean => token?.startsWith('<') ?? false;
const isEnd = (token: string | undefined): boolean => /^<\/|\/>$/.test(token ?? '');
const isEndOfType = (token: string): boolean => /^<\/[mt]:/.test(token);

/** A plain envelope, whose texts are escaped and whose tags touch, written as somebody else would. */
export function restyled(envelope: string, style: Style): string {
  const gap = inTurn(style.gaps);
  const stranger = inTurn(style.strangers);
  const text = inTurn(style.texts);
  const [declaration, ...tokens] = envelope.match(/<[^>]+>|[^<]+/g)!;
  const written = tokens.map((token, index) => {
    if (!isTag(token)) return index === 0 ? '' : textIn(token, text());
    const before = tokens[index - 1];
    const isAfterSibling = isEnd(before);
    const guest = isAfterSibling && isEndOfType(token) ? stranger() : '';
    const hasRoom = isTag(before) && (isAfterSibling || !token.startsWith('</'));
    return guest + (hasRoom ? gap() : '') + renamed(token, style.prefixes);
  });
  return (style.encoding === 'utf-16 by declaration' ? '' : declaration) + written.join('');
}

const renamed = (tag: string, prefixes: Style['prefixes']): string =>
  tag
    .replace(/^(<\/?)(\w+):/, (_, open: string, prefix: string) => open + named(prefix, prefixes))
    .replace(/xmlns:(\w+)=/g, (_, prefix: string) => {
      const name = prefixes[prefix] ?? prefix;
      return name === '' ? 'xmlns=' : `xmlns:${name}=`;
    })
    .replace(/ (i):nil=/, (_, prefix: string) => ` ${named(prefix, prefixes)}nil=`);

const named = (prefix: string, prefixes: Style['prefixes']): string => {
  const name = prefixes[prefix] ?? prefix;
  return name === '' ? '' : `${name}:`;
};

/** The same text, from its escaped form. */
function textIn(escaped: string, style: TextStyle): string {
  const characters = escaped.match(/&[^;]+;|[\s\S]/gu)!;
  switch (style) {
    case 'plain':
      return escaped;
    case 'references':
      return characters.map((one, index) => (index % 2 === 0 ? reference(one) : one)).join('');
    case 'commented':
      return characters.map((one, index) => (index % 5 === 0 ? `<!-- & < ${index} -->${one}` : one)).join('');
    case 'cdata':
      return characters.map((one) => (one.startsWith('&') ? one : `<![CDATA[${one}]]>`)).join('');
  }
}

const reference = (character: string): string =>
  character.startsWith('&') ? character : `&#x${character.codePointAt(0)!.toString(16)};`;

const MARK = '\ufeff';

/** The bytes of a document. */
export function encoded(document: string, encoding: Encoding): Buffer<ArrayBuffer> {
  switch (encoding) {
    case 'utf-8':
      return Buffer.from(document);
    case 'utf-8 with mark':
      return Buffer.from(MARK + document);
    case 'utf-16le':
    case 'utf-16 by declaration':
      return Buffer.from(MARK + document.replace('UTF-8', 'UTF-16'), 'utf16le');
    case 'utf-16be':
      return Buffer.from(MARK + document.replace('UTF-8', 'UTF-16'), 'utf16le').swap16();
  }
}
