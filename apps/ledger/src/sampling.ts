import { spanOfMonth, type SampleRequest, type SampleSummary } from '#audit';
import { WrongUsage } from './failure';
import type { Invocation } from './ledger-command';

/** A sample as it is asked for. */
export interface Sampling extends SampleRequest {
  readonly month: string;
}

/** @throws WrongUsage */
export function samplingOf({ options: { month, seed, size } }: Invocation): Sampling {
  const span = typeof month === 'string' ? spanOfMonth(month) : null;
  if (typeof month !== 'string' || span === null)
    throw new WrongUsage('--month is no month: write it as 2026-10.');
  if (typeof seed !== 'string' || seed === '') throw new WrongUsage('--seed is empty: any text will do.');
  if (typeof size !== 'string' || !/^\d{1,6}$/.test(size))
    throw new WrongUsage('--size is a whole number up to 999999.');
  return { month, span, seed, size: Number(size) };
}

/** Whether no more decisions of the month will come. */
export const isOver = ({ span }: SampleRequest, { clock }: Invocation): boolean => clock() >= span.before;

/** The summary of a sample, in words. */
export const sampleInWords = (
  { month }: Sampling,
  { decisions, drawn, emergencies, digest }: SampleSummary,
): string =>
  `${month} has ${decisions} decisions. In the sample are ${drawn} drawn at random, and ${emergencies} in which an emergency gave ` +
  `access.\nIts digest is ${digest}. Times are Swedish local time.`;
