import type { EventStore } from '#event-store';
import { consentHistory } from '../history';
import { freeText, type Identities } from '../history/identities';
import type { SampledDecision, SampledFor } from './sample';

/** What a reviewer looks at: a decision, and why it is in the sample. */
export interface ReviewedDecision extends SampledDecision {
  /** What was stated when the access in an emergency was registered. */
  readonly reasonText?: string;
}

/** Adds to a decision what its reviewer needs to know of the consent behind it. @throws StoreUnavailable */
export async function forReview(
  store: Pick<EventStore, 'readStream'>,
  sampled: SampledDecision,
  identities: Identities,
): Promise<ReviewedDecision> {
  const { assertionId } = sampled.decision;
  if (sampled.sampledFor === 'drawn' || assertionId === undefined) return sampled;
  const reasonText = (await consentHistory(store, assertionId))?.registered.registration.reasonText;
  return reasonText === undefined ? sampled : { ...sampled, reasonText: freeText(reasonText, identities) };
}

/** Why a decision is in the sample, in words. */
export function sampledForInWords({ sampledFor, reasonText }: ReviewedDecision): string {
  if (sampledFor === 'drawn') return inWords.drawn;
  return `${inWords.emergency}: ${reasonText ?? '(no reason was stated)'}`;
}

const inWords: Readonly<Record<SampledFor, string>> = { drawn: 'drawn', emergency: 'emergency' };
