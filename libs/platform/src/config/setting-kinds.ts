import {
  EnvError,
  makeExactValidator,
  makeValidator,
  type BaseValidator,
  type ExactValidator,
} from 'envalid';

/** A whole number from `min` to `max`, written in digits only. */
export const wholeNumber = (min: number, max: number): BaseValidator<number> =>
  makeValidator<number>((input) => {
    const value = /^\d{1,15}$/.test(input) ? Number(input) : NaN;
    if (!(value >= min && value <= max)) {
      throw new EnvError(`"${input}" is not a whole number from ${min} to ${max}`);
    }
    return value;
  });

/** One or more words separated by commas; white space around them does not count. */
export const commaSeparated = makeExactValidator<readonly string[]>((input) => {
  const words = input.split(',').map((word) => word.trim());
  if (words.some((word) => word === ''))
    throw new EnvError(`"${input}" has an empty part between its commas`);
  return words;
});

/** One or more of the words, each at most once, separated by commas. */
export const someOf = <const Word extends string>(
  ...words: readonly Word[]
): ExactValidator<readonly Word[]> =>
  makeExactValidator<readonly Word[]>((input) => {
    const chosen = input.split(',').map((word) => word.trim());
    const unknown = chosen.find((word) => !words.some((known) => known === word));
    if (unknown !== undefined) throw new EnvError(`"${unknown}" is none of: ${words.join(', ')}`);
    return [...new Set(chosen as Word[])];
  });

/** A connection string for EventStoreDB. It may hold a password, so a fault never repeats it. */
export const esdbUrl = makeValidator<string>((input) => {
  if (!/^esdb(\+discover)?:\/\/\S+$/.test(input)) {
    throw new EnvError('the value is not an address that begins with esdb:// or esdb+discover://');
  }
  return input;
});

export const regularExpression = makeExactValidator<RegExp>((input) => {
  try {
    return new RegExp(input);
  } catch (error) {
    throw new EnvError(`"${input}" is not a regular expression (${(error as Error).message})`);
  }
});

/** A name that stands between spaces and plus signs elsewhere, and so can hold neither. */
export const plainName = makeValidator<string>((input) => {
  if (!/^[^\s+\p{Cc}\p{Surrogate}]+$/u.test(input))
    throw new EnvError(`"${input}" has a space or a plus sign`);
  return input;
});

export const httpUrl = makeValidator<string>((input) => {
  if (!/^https?:\/\//.test(input) || !URL.canParse(input)) {
    throw new EnvError(`"${input}" is not an address that begins with http:// or https://`);
  }
  return input;
});
