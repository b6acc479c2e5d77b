/** What the first byte of a value says of it. Numbers from `FIRST_SHAPE` on are words. */
export const KIND = {
  null: 0,
  false: 1,
  true: 2,
  /** Eight bytes. */
  float: 3,
  natural: 4,
  /** -1 minus the natural number that follows. */
  negative: 5,
  /** A large whole number by its distance from the one before it in the row: times of one event are near each other. */
  near: 6,
  uuid: 7,
  upperCaseUuid: 8,
  /** A text of digits: how many, and their number. */
  digits: 9,
  /** A text as 2026-03-02T08:00:00: its digits as a number. */
  localTime: 10,
  text: 11,
  /** A text that UTF-8 cannot write: half of a pair of surrogates is in it. */
  text16: 12,
  /** The same text as one before it in the row. */
  same: 13,
  /** A text that begins as one before it in the row. */
  begins: 14,
  array: 15,
  /** An object whose shape is not among the words. */
  object: 16,
} as const;

/** CRC-32 of all bytes before it, as Ethernet has it. */
export const CHECKSUM_BYTES = 4;

/** Whole numbers from here on are compared with the one before them. */
export const LARGE = 2 ** 21;

/** The greatest distance that is shorter to write than the number. */
export const NEAR = 2 ** 33;

/** How many texts of a row can be named by later ones: it bounds the search. */
export const REMEMBERED = 64;

/** More digits than these are no safe number. */
export const MOST_DIGITS = 15;

export const UUID_BYTES = 16;

/** Of a safe whole number, at seven bits a byte. */
export const MOST_BYTES_OF_NATURAL = 8;
