/** A body cannot be read as JSON in one way only. */
export class MalformedJson extends Error {
  override readonly name = 'MalformedJson';
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Reads a body of JSON. Bytes that are not UTF-8 are refused, because they would be kept as another text than was sent; and an
 * element that is given twice, because JSON lets the last one count: an end followed by an empty one would be a consent for ever.
 * @throws MalformedJson
 */
export function readJson(body: Buffer): unknown {
  const json = decoded(body);
  const value = parsed(json);
  if (namesWritten(json) !== namesKept(value)) throw new MalformedJson('An element is given twice.');
  return value;
}

function decoded(body: Buffer): string {
  try {
    return utf8.decode(body);
  } catch {
    throw new MalformedJson('It is not UTF-8.');
  }
}

/** The parser's own words are left behind: they repeat what was sent. */
function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw new MalformedJson('It is not JSON.');
  }
}

const [QUOTE, BACKSLASH, COLON] = [0x22, 0x5c, 0x3a];

/** How many names the objects of a document are written with: behind each, and nowhere else outside of a text, stands a colon. */
function namesWritten(json: string): number {
  let names = 0;
  let isInText = false;
  for (let at = 0; at < json.length; at += 1) {
    const character = json.charCodeAt(at);
    if (character === QUOTE) isInText = !isInText;
    else if (character === BACKSLASH) at += 1;
    else if (character === COLON && !isInText) names += 1;
  }
  return names;
}

/** How many of them a value still has. A list of what is to be seen, because a body may be nested deeper than calls can be. */
function namesKept(value: unknown): number {
  let names = 0;
  const unseen = [value];
  while (unseen.length > 0) {
    const holder = unseen.pop();
    if (typeof holder !== 'object' || holder === null) continue;
    const held: unknown[] = Object.values(holder);
    if (!Array.isArray(holder)) names += held.length;
    for (const child of held) if (typeof child === 'object') unseen.push(child);
  }
  return names;
}
