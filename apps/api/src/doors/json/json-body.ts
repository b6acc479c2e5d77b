import { MalformedJson } from '../http/malformed-json';

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Reads a body of JSON. Bytes that are not UTF-8 are refused, because they would be kept as another text than was sent; and an
 * element that is given twice, because JSON lets the last one count: an end followed by an empty one would be a consent for ever.
 * @throws MalformedJson
 */
export function readJson(body: Buffer): unknown {
  const value = parsed(decoded(body));
  if (namesWritten(body) !== namesKept(value)) throw new MalformedJson('An element is given twice.');
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
function namesWritten(body: Buffer): number {
  let names = 0;
  let isInText = false;
  for (let at = 0; at < body.length; at += 1) {
    const byte = body[at];
    if (byte === QUOTE) isInText = !isInText;
    else if (byte === BACKSLASH) at += 1;
    else if (byte === COLON && !isInText) names += 1;
  }
  return names;
}

/** How many of them a value still has. A list of what is to be seen, because a body may be nested deeper than calls can be. */
function namesKept(value: unknown): number {
  let names = 0;
  const unseen = [value];
  while (unseen.length > 0) {
    const holder = unseen.pop();
    if (!isHolder(holder)) continue;
    const isList = Array.isArray(holder);
    for (const name in holder) {
      if (!isList) names += 1;
      if (isHolder(holder[name])) unseen.push(holder[name]);
    }
  }
  return names;
}

const isHolder = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
