import { monthOf, spanOfMonth, type SampleRequest } from '#audit';
import type { Instant } from '#consent';
import { newId } from '#platform';
import { ownFault, type FormFault } from '../forms/faults';
import type { sampleWords } from './sample.words';

export const samplingFields = ['month', 'seed', 'size'] as const;

/** What a sample is drawn by, as a form has it. */
export type SamplingValues = Readonly<Record<(typeof samplingFields)[number], string>>;

export type SampleWords = (typeof sampleWords)['sv'];

/** A sample as it is asked for. */
export interface Sampling extends SampleRequest {
  readonly month: string;
  readonly careProviderId: string;
}

const DAY_MS = 24 * 60 * 60 * 1000;
const USUAL_SIZE = '50';
const SIZE = /^(?:1000|\d{1,3})$/;

/** The last month that is over, by a seed that nobody knew before. */
export function defaultSampling(now: Instant): SamplingValues {
  const { from } = spanOfMonth(monthOf(now))!;
  return { month: monthOf(from - DAY_MS), seed: newId(), size: USUAL_SIZE };
}

export function samplingFaults(
  { month, seed, size }: SamplingValues,
  words: SampleWords,
  now: Instant,
): FormFault[] {
  const span = spanOfMonth(month);
  return [
    ...(span ? [] : [ownFault('month', words.faultMonth)]),
    ...(span && span.from > now ? [ownFault('month', words.faultFuture)] : []),
    ...(seed === '' ? [ownFault('seed', words.faultSeed)] : []),
    ...(SIZE.test(size) ? [] : [ownFault('size', words.faultSize)]),
  ];
}

/** What values without faults ask for: of a care provider's decisions, and of nobody else's. */
export const samplingOf = ({ month, seed, size }: SamplingValues, careProviderId: string): Sampling => ({
  ...{ month, seed, careProviderId },
  span: spanOfMonth(month)!,
  size: Number(size),
});
