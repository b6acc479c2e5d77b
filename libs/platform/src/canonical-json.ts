import canonicalize from 'canonicalize';

/**
 * A value's JSON in the canonical form of RFC 8785, in which there is one text for it. The library joins it piece by piece; for
 * plain values, the engine's own writer takes two thirds of that time once the keys are in their order.
 * @throws Error for a number that JSON has no word for.
 */
export function canonicalJson(value: unknown): string {
  const ordered = inOrder(value);
  return ordered === undefined ? canonicalize(value)! : JSON.stringify(ordered);
}

/** The same value with its keys in canonical order; `undefined` when the library must write it. */
function inOrder(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return isPlain(value) ? value : undefined;
  if (Array.isArray(value)) return everyOneInOrder(value);
  return 'toJSON' in value ? undefined : keysInOrder(value as Readonly<Record<string, unknown>>);
}

/** What JSON writes without a rule of its own for it. */
const isPlain = (value: unknown): boolean =>
  typeof value === 'string' || typeof value === 'boolean' || value === null || Number.isFinite(value);

function everyOneInOrder(values: readonly unknown[]): unknown[] | undefined {
  const ordered: unknown[] = [];
  for (const value of values) {
    const one = inOrder(value);
    if (one === undefined) return undefined;
    ordered.push(one);
  }
  return ordered;
}

function keysInOrder(object: Readonly<Record<string, unknown>>): object | undefined {
  const ordered: Record<string, unknown> = {};
  for (const key of Object.keys(object).sort()) {
    const value = inOrder(object[key]);
    if (value === undefined || !keepsOrder(key)) return undefined;
    ordered[key] = value;
  }
  return ordered;
}

/** An object puts whole numbers before all other keys, whatever their order, and does not take `__proto__` for a key. */
function keepsOrder(key: string): boolean {
  const first = key.charCodeAt(0);
  return (first < DIGIT_0 || first > DIGIT_9) && key !== '__proto__';
}

const DIGIT_0 = 0x30;
const DIGIT_9 = 0x39;
