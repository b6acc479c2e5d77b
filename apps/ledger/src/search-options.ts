import { WrongUsage } from './failure';
import type { Invocation, Options } from './ledger-command';
import { instantOf } from './times';

const THIRTY_DAYS_MS = 30 * 24 * 60 * 60 * 1000;

/** An option's text, if it was given. */
export const textOf = (options: Options, name: string): string | undefined => {
  const value = options[name];
  return typeof value === 'string' ? value : undefined;
};

/** What `--from` and `--to` enclose: the last thirty days, when neither is given. @throws WrongUsage */
export function spanOf({ options, clock }: Invocation): { from: number; before: number } {
  const [from, to] = [textOf(options, 'from'), textOf(options, 'to')];
  const before = (to === undefined ? clock() : instantOf('--to', to, 'last')) + 1;
  const span = {
    from: from === undefined ? before - THIRTY_DAYS_MS : instantOf('--from', from, 'first'),
    before,
  };
  if (span.from < span.before) return span;
  throw new WrongUsage('--from is later than --to.');
}

/** How many are to be printed. @throws WrongUsage */
export function limitOf({ limit }: Options): number {
  if (limit === undefined) return Infinity;
  if (typeof limit === 'string' && /^[1-9]\d{0,8}$/.test(limit)) return Number(limit);
  throw new WrongUsage('--limit is a whole number from 1 on.');
}
