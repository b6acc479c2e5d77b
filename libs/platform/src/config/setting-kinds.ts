import {
  EnvError,
  makeExactValidator,
  makeValidator,
  type BaseValidator,
  type ExactValidator,
} from 'envalid';
import { isNetwork } from '../network/trusted-peers';
import { isCatastrophic } from './pattern-cost';

/** A whole number from `min` to `max`, written in digits only. */
export const wholeNumber = (min: number, max: number): BaseValidator<number> =>
  makeValidator<number>((input) => {
    const value = /^\d{1,15}$/.test(input) ? Number(input) : NaN;
    if (!(value >= min && value <= max)) {
      throw new EnvError(`"${input}" is not a whole number from ${min} to ${max}`);
    }
    return value;
  });

/** A part of a whole, from 0 to 1. */
export const share = makeValidator<number>((input) => {
  if (!/^(?:0(?:\.\d{1,9})?|1(?:\.0{1,9})?)$/.test(input))
    throw new EnvError(`"${input}" is not a number from 0 to 1, such as 0.1`);
  return Number(input);
});

/** An instant in UTC with milliseconds, as milliseconds since 1970-01-01T00:00:00Z. */
export const instantText = makeValidator<number>((input) => {
  const instant = Date.parse(input);
  if (Number.isNaN(instant) || new Date(instant).toISOString() !== input)
    throw new EnvError(`"${input}" is not a time such as 2099-01-01T00:00:00.000Z`);
  return instant;
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
    if (unknown !== undefined) throw new EnvError(`"${unknown}" is not one of: ${words.join(', ')}`);
    return [...new Set(chosen as Word[])];
  });

/** Names of headers with their values, percent-encoded, separated by commas. A value may be a secret, so a fault never repeats one. */
export const keyValues = makeExactValidator<Readonly<Record<string, string>>>((input) =>
  Object.fromEntries(input.split(',').map((pair) => headerIn(pair.trim()))),
);

function headerIn(pair: string): [name: string, value: string] {
  const [, name, encoded] = /^([\w-]+)=((?:[\x21-\x24\x26-\x7e]|%[2-7][\da-f])+)$/i.exec(pair) ?? [];
  if (name === undefined || encoded === undefined)
    throw new EnvError('the value is not name=value, or several of them separated by commas');
  return [name, decodeURIComponent(encoded)];
}

/** A connection string for EventStoreDB. It may hold a password, so a fault never repeats it. */
export const esdbUrl = makeValidator<string>((input) => {
  if (!/^esdb(\+discover)?:\/\/\S+$/.test(input)) {
    throw new EnvError('the value is not an address that begins with esdb:// or esdb+discover://');
  }
  return input;
});

export const regularExpression = makeExactValidator<RegExp>((input) => {
  const pattern = compiled(input);
  if (isCatastrophic(pattern)) {
    throw new EnvError(
      `"${input}" can take too long to match: avoid a repetition within a repetition, such as (A+)+`,
    );
  }
  return pattern;
});

function compiled(input: string): RegExp {
  try {
    return new RegExp(input);
  } catch (error) {
    throw new EnvError(`"${input}" is not a regular expression (${(error as Error).message})`);
  }
}

/** A name that stands between spaces and plus signs elsewhere, and so can hold neither. */
export const plainName = makeValidator<string>((input) => {
  if (!/^[^\s+\p{Cc}\p{Surrogate}]+$/u.test(input))
    throw new EnvError(`"${input}" has a space or a plus sign`);
  return input;
});

/** What the name of a stream begins with. A server's own begin with `$`, and categories end at the first dash. */
export const streamPrefix = makeValidator<string>((input) => {
  if (!/^[a-z0-9][a-z0-9.-]{0,62}-$/.test(input))
    throw new EnvError(`"${input}" is not small letters, digits, dots and dashes that end with a dash`);
  return input;
});

/** Paths that others stand behind, separated by commas: each with a slash before every name and none at its end. */
export const pathPrefixes = makeExactValidator<readonly string[]>((input) => {
  const paths = input.split(',').map((path) => path.trim());
  const wrong = paths.find((path) => !/^(?:\/[\w~-][\w.~-]*)+$/.test(path));
  if (wrong !== undefined)
    throw new EnvError(`"${wrong}" is not a path such as /vp, with no slash at its end`);
  return [...new Set(paths)];
});

/** IP addresses and networks, separated by commas. */
export const networks = makeExactValidator<readonly string[]>((input) => {
  const all = input.split(',').map((network) => network.trim());
  const wrong = all.find((network) => !isNetwork(network));
  if (wrong !== undefined)
    throw new EnvError(`"${wrong}" is not an IP address, or a network such as 10.0.0.0/8`);
  return all;
});

/** An object identifier in digits, such as that of a policy. */
export const objectIdentifier = makeValidator<string>((input) => {
  if (!/^[0-2](?:\.(?:0|[1-9]\d{0,15})){1,30}$/.test(input))
    throw new EnvError(`"${input}" is not an object identifier such as 1.2.3.4.1`);
  return input;
});

export const httpUrl = makeValidator<string>((input) => {
  if (!/^https?:\/\//.test(input) || !URL.canParse(input)) {
    throw new EnvError(`"${input}" is not an address that begins with http:// or https://`);
  }
  // It may be a password, so it is not repeated; and addresses are logged.
  if (holdsCredentials(input)) throw new EnvError('the address holds a user, or a password, and must not');
  return input;
});

/** Whether an address holds a user or a password: what is logged of a failed request may repeat it. */
export function holdsCredentials(address: string): boolean {
  const { username, password } = new URL(address);
  return username !== '' || password !== '';
}

/** The address of a whole server, below which nothing else is: a scheme, a host and perhaps a port. */
export const httpOrigin = makeValidator<string>((input) => {
  if (!ORIGIN.test(input.replace(/\/$/, ''))) throw new EnvError(`"${input}" is ${notOrigin}`);
  return input;
});

/** Servers whose pages are meant, separated by commas: all neighbours below a domain may be named as `https://*.example.com`. */
export const httpOrigins = makeExactValidator<readonly string[]>((input) => {
  const origins = input.split(',').map((origin) => origin.trim());
  const wrong = origins.find((origin) => !ORIGIN.test(origin.replace('://*.', '://')));
  if (wrong !== undefined) throw new EnvError(`"${wrong}" is ${notOrigin}`);
  return origins;
});

const ORIGIN = /^https?:\/\/([\w-]+(\.[\w-]+)*|\[[0-9a-f:]+\])(:\d{1,5})?$/i;

const notOrigin = 'not http:// or https:// with a host, and perhaps a port, and nothing more';
