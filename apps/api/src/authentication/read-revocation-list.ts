import * as x509 from '@peculiar/x509';

const SEQUENCE = 0x30;
const INTEGER = 0x02;
const TIMES: ReadonlySet<number | undefined> = new Set([0x17, 0x18]);

/** Of the part of a list that is signed: its version, algorithm, issuer, two times, entries and extensions. */
const MOST_PARTS = 7;

/** A part of DER in its buffer. */
interface Part {
  readonly tag: number;
  readonly from: number;
  /** Where its content begins. */
  readonly content: number;
  readonly to: number;
}

/**
 * A revocation list (RFC 5280) of any length. The library makes several objects of each entry and gives up after 10 000 of them, so the
 * serial numbers are taken from the bytes, and it reads the list without them.
 */
export class ReadRevocationList extends x509.X509Crl {
  /** @param signed what the signature is for: the whole list. */
  private constructor(
    head: Buffer,
    signed: ArrayBuffer,
    /** Serial numbers: as numbers, because texts of them differ in zeros and in case. */
    readonly revoked: ReadonlySet<bigint>,
  ) {
    super(head);
    this.asn.tbsCertListRaw = signed;
  }

  /** @throws RangeError when it is not built as a list is, or what the library throws. */
  static from(raw: ArrayBuffer): ReadRevocationList {
    const der = Buffer.from(raw);
    const list = partAt(der, 0, der.length, SEQUENCE);
    if (list.to !== der.length) throw unreadable();
    const signed = partAt(der, list.content, list.to, SEQUENCE);
    const parts = [...partsIn(der, signed, MOST_PARTS)];
    const entries = parts.find(({ tag }, index) => tag === SEQUENCE && TIMES.has(parts[index - 1]?.tag));
    const bytesOf = ({ from, to }: Pick<Part, 'from' | 'to'>): Buffer => der.subarray(from, to);
    const others = parts.filter((part) => part !== entries).map(bytesOf);
    const head = sequenceOf(sequenceOf(...others), bytesOf({ from: signed.to, to: list.to }));
    const read = new ReadRevocationList(head, raw.slice(signed.from, signed.to), numbersIn(der, entries));
    if (read.entries.length > 0) throw unreadable();
    return read;
  }
}

function numbersIn(der: Buffer, entries: Part | undefined): ReadonlySet<bigint> {
  const numbers = new Set<bigint>();
  if (!entries) return numbers;
  for (const entry of partsIn(der, entries, Infinity)) {
    if (entry.tag !== SEQUENCE) throw unreadable();
    const { content, to } = partAt(der, entry.content, entry.to, INTEGER);
    if (content === to) throw unreadable();
    numbers.add(BigInt(`0x${der.toString('hex', content, to)}`));
  }
  return numbers;
}

function* partsIn(der: Buffer, { content, to }: Part, most: number): Generator<Part> {
  let count = 0;
  for (let at = content; at < to;) {
    const part = partAt(der, at, to);
    if (count === most) throw unreadable();
    count += 1;
    yield part;
    at = part.to;
  }
}

/** @param end of what it is in. @throws RangeError when it is longer than that, or of another kind. */
function partAt(der: Buffer, from: number, end: number, demanded?: number): Part {
  if (from + 2 > end) throw unreadable();
  const tag = der[from]!;
  if (demanded !== undefined && tag !== demanded) throw unreadable();
  const { content, length } = lengthAt(der, from + 1, end);
  if (content + length > end) throw unreadable();
  return { tag, from, content, to: content + length };
}

function lengthAt(
  der: Buffer,
  at: number,
  end: number,
): { readonly content: number; readonly length: number } {
  const first = der[at]!;
  if (first < 0x80) return { content: at + 1, length: first };
  const digits = first & 0x7f;
  const content = at + 1 + digits;
  if (digits === 0 || digits > 4 || content > end) throw unreadable();
  return { content, length: der.readUIntBE(at + 1, digits) };
}

function sequenceOf(...contents: readonly Buffer[]): Buffer {
  const content = Buffer.concat(contents);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  return Buffer.concat([Buffer.from([SEQUENCE, 0x84]), length, content]);
}

const unreadable = (): RangeError => new RangeError('A revocation list cannot be read');
