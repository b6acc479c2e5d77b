import { localTime, searchedSpan, type TimeSpan } from '#audit';
import { WrongUsage } from './failure';
import type { Invocation, Options } from './ledger-command';
import { instantOf } from './times';

/** An option's text, if it was given. */
export const textOf = (options: Options, name: string): string | undefined => {
  const value = options[name];
  return typeof value === 'string' ? value : undefined;
};

/** An option's date, such as `2026-10-15`, if it was given. @throws WrongUsage */
export function dateOf(options: Options, name: string): string | undefined {
  const text = textOf(options, name);
  if (text === undefined) return undefined;
  const midnight = Date.parse(`${text}T00:00:00.000Z`);
  if (/^\d{4}-\d\d-\d\d$/.test(text) && new Date(midnight || 0).toISOString().startsWith(text)) return text;
  throw new WrongUsage(`Invalid --${name}: use YYYY-MM-DD, for example 2026-10-15.`);
}

/** What `--from` and `--to` enclose, as far as anything can have been recorded then. @throws WrongUsage */
export function spanOf({ options, clock }: Invocation): TimeSpan {
  const [from, to] = [textOf(options, 'from'), textOf(options, 'to')];
  const now = clock();
  const asked = {
    from: from === undefined ? undefined : instantOf('--from', from, 'first'),
    before: to === undefined ? now + 1 : instantOf('--to', to, 'last') + 1,
  };
  if (asked.from === undefined || asked.from < asked.before) return searchedSpan(asked, now);
  throw new WrongUsage(`--from is later than ${to === undefined ? 'now' : '--to'}.`);
}

/** The span of a search, as a sentence. */
export const spanInWords = ({ from, before }: TimeSpan): string =>
  `Searched from ${localTime(from)} to ${localTime(before - 1)}.`;

/** How many are to be printed. @throws WrongUsage */
export function limitOf({ limit }: Options): number {
  if (limit === undefined) return Infinity;
  if (typeof limit === 'string' && /^[1-9]\d{0,8}$/.test(limit)) return Number(limit);
  throw new WrongUsage('--limit is a whole number from 1 on.');
}

/** The first of what was found, so many at most. */
export async function* firstOf<Found>(found: AsyncIterable<Found>, limit: number): AsyncGenerator<Found> {
  let left = limit;
  for await (const one of found) {
    yield one;
    left -= 1;
    if (left === 0) return;
  }
}
