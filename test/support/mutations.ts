/** Random numbers that come again with their seed. */
export function randomFrom(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

export type Random = ReturnType<typeof randomFrom>;

/** Changes a document at a random place. */
export type Mutation = (document: Buffer, random: Random) => Buffer;

/** What no text has, or what ends one. */
export const bytes: readonly Buffer[] = [
  ...[[0], [0xff], [0x80], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0xff, 0xfe], [0x1f]],
].map((each) => Buffer.from(each));

const LONGEST_CUT = 60;

export const joined = (...parts: readonly Buffer[]): Buffer => Buffer.concat(parts);

/** Two places in a document, the first before the second, not far from each other. */
function stretch(document: Buffer, random: Random): readonly [number, number] {
  const start = random(document.length + 1);
  return [start, Math.min(document.length, start + random(LONGEST_CUT))];
}

export const anyOf = <Item>(items: readonly Item[], random: Random): Item => items[random(items.length)]!;

export const inserted =
  (pieces: readonly Buffer[]): Mutation =>
  (document, random) => {
    const at = random(document.length + 1);
    return joined(document.subarray(0, at), anyOf(pieces, random), document.subarray(at));
  };

export const flipped: Mutation = (document, random) => {
  const copy = Buffer.from(document);
  if (copy.length > 0) copy[random(copy.length)]! ^= 1 << random(8);
  return copy;
};

export const cut: Mutation = (document, random) => {
  const [start, end] = stretch(document, random);
  return joined(document.subarray(0, start), document.subarray(end));
};

export const truncated: Mutation = (document, random) => document.subarray(0, random(document.length + 1));

export const repeated: Mutation = (document, random) => {
  const [start, end] = stretch(document, random);
  return joined(document.subarray(0, end), document.subarray(start));
};

export const replaced =
  (pieces: readonly Buffer[]): Mutation =>
  (document, random) => {
    const [start, end] = stretch(document, random);
    return joined(document.subarray(0, start), anyOf(pieces, random), document.subarray(end));
  };

/** A document, changed at one place or at a few. */
export const mutantBy =
  (mutations: readonly Mutation[]) =>
  (document: Buffer, random: Random): Buffer => {
    let changed = document;
    for (let times = 1 + random(2) * random(3); times > 0; times -= 1)
      changed = anyOf(mutations, random)(changed, random);
    return changed;
  };
