/** A JSON object, as opposed to an array or a scalar. */
export type JsonObject = Record<string, unknown>;

export const isJsonObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Not given at all. */
export const isAbsent = (value: unknown): boolean => value === undefined || value === null;

/** Most texts begin with an ASCII letter or digit, and need no search for something visible. */
const beginsVisibly = (text: string): boolean => text.charCodeAt(0) > 0x20 && text.charCodeAt(0) < 0x7f;

const isBlank = (text: string): boolean => !beginsVisibly(text) && text.trim() === '';

/** Undefined or empty, as the table of response codes says; a text of white space only says nothing either. */
export const isMissing = (value: unknown): boolean =>
  typeof value === 'string' ? isBlank(value) : isAbsent(value);

/** An optional text as it is meant: one that was sent empty was not given. */
export const given = (text: string | null | undefined): string | undefined =>
  isMissing(text) ? undefined : (text as string);
