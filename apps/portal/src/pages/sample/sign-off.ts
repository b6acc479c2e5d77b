import { drawSample, reviewOutcomes, signOff, SignOffRefused, summaryOf, type ReviewOutcome } from '#audit';
import { faultOfFreeText } from '#consent';
import type { FastifyRequest } from 'fastify';
import type { PageParts } from '../../page-parts';
import { ownFault, type FormFault } from '../forms/faults';
import { given } from '../forms/form-fields';
import type { Sampling, SampleWords } from './sampling';

export const signOffFields = ['outcome', 'note', 'revision'] as const;

/** What a reviewer says, as a form has it. */
export type SignOffValues = Readonly<Record<(typeof signOffFields)[number], string>>;

export function signOffFaults({ outcome, note }: SignOffValues, words: SampleWords): FormFault[] {
  return [
    ...(outcomeOf(outcome)
      ? []
      : [{ ...ownFault('outcome', words.faultOutcome), anchor: 'outcome-approved' }]),
    ...noteFaults(outcome, note, words),
  ];
}

/**
 * Draws the sample again and records, by values without faults, that it was reviewed; `false` when somebody else has signed off the
 * month since the page was made. @throws StoreUnavailable
 */
export async function recordSignOff(
  { stores: { store, auditStore }, clock }: PageParts,
  { portalSession }: FastifyRequest,
  sampling: Sampling,
  { outcome, note, revision }: SignOffValues,
): Promise<boolean> {
  const { month, careProviderId, seed, size } = sampling;
  const review = {
    ...{ month, careProviderId, revision: Number(revision), seed, size },
    sample: await summaryOf(drawSample(auditStore, sampling)),
    reviewer: portalSession.workplace.unit!.employeeId,
    outcome: outcomeOf(outcome)!,
    ...(given(note) !== undefined && { note }),
    recordedAt: clock(),
  };
  return isDone(signOff(store, review));
}

const outcomeOf = (text: string): ReviewOutcome | undefined => reviewOutcomes.find((one) => one === text);

/** Deviations are described; a note is kept for good, so no personal identity may stand in it. */
function noteFaults(outcome: string, note: string, words: SampleWords): FormFault[] {
  if (note === '') return outcome === 'deviations' ? [ownFault('note', words.faultNoteMissing)] : [];
  const fault = faultOfFreeText(note);
  if (fault === null) return [];
  return [ownFault('note', fault === 'too-long' ? words.faultNoteLong : words.faultNoteIdentity)];
}

async function isDone(signingOff: Promise<void>): Promise<boolean> {
  try {
    await signingOff;
    return true;
  } catch (error) {
    if (error instanceof SignOffRefused) return false;
    throw error;
  }
}
