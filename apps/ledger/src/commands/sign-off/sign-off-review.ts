import {
  demandNote,
  drawSample,
  reviewOutcomes,
  signOff,
  SignOffRefused,
  summaryOf,
  type ReviewSignedOff,
} from '#audit';
import { formatInstant } from '#consent';
import { ExitCode } from '../../exit-code';
import { Failure, WrongUsage } from '../../failure';
import { hsaIdOptions } from '../../hsa-ids';
import type { Invocation } from '../../ledger-command';
import { isOver, sampleInWords, samplingOf } from '../../sampling';
import { withStores } from '../../with-stores';

/** Draws the sample again and records its review. */
export async function signOffReview(invocation: Invocation): Promise<ExitCode> {
  const sampling = samplingOf(invocation);
  const stated = await statedIn(invocation);
  if (!isOver(sampling, invocation))
    throw new WrongUsage(`${sampling.month} is not over: decisions may still come that nobody has seen.`);
  const review = await withStores(invocation, async ({ store, auditStore }) => {
    const sample = await summaryOf(drawSample(auditStore, sampling));
    const { month, seed, size } = sampling;
    const signed = { month, seed, size, sample, ...stated, recordedAt: invocation.clock() };
    await signOff(store, signed).catch(refusedInWords);
    return signed;
  });
  print(invocation, review);
  invocation.terminal.line(sampleInWords(sampling, review.sample));
  return ExitCode.done;
}

type Stated = Pick<ReviewSignedOff, 'reviewer' | 'outcome' | 'note' | 'revision'>;

/** What the reviewer says. @throws WrongUsage */
async function statedIn(invocation: Invocation): Promise<Stated> {
  const { outcome, note, revision } = invocation.options;
  const reviewer = (await hsaIdOptions(invocation))('reviewer');
  const known = reviewOutcomes.find((one) => one === outcome);
  if (reviewer === undefined || known === undefined)
    throw new WrongUsage('--reviewer or --outcome is missing.');
  if (typeof revision !== 'string' || !/^[1-9]\d{0,5}$/.test(revision))
    throw new WrongUsage('--revision is a whole number from 1 on.');
  const stated = { reviewer, outcome: known, revision: Number(revision) };
  return typeof note === 'string' ? { ...stated, note: demandedNote(note) } : stated;
}

function demandedNote(note: string): string {
  try {
    demandNote(note);
    return note;
  } catch (error) {
    throw error instanceof SignOffRefused ? new WrongUsage(error.message) : error;
  }
}

function refusedInWords(error: unknown): never {
  throw error instanceof SignOffRefused ? new Failure(error.message) : error;
}

function print({ terminal }: Invocation, review: ReviewSignedOff): void {
  terminal.record({ ...review, recordedAt: formatInstant(review.recordedAt) });
  terminal.line(`The review of ${review.month} is signed off by ${review.reviewer}: ${review.outcome}.`);
}
