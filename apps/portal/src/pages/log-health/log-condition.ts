import { latestReview, monthOf, spanOfMonth, type ReviewSignedOff } from '#audit';
import type { OpenStores } from '#consent-ledger';
import {
  lastEventToProve,
  lastVerification,
  newestCheckpoint,
  type LastVerification,
  type RecordedCheckpoint,
} from '#evidence';
import { NO_POSITION, type Position } from '#event-store';
import type { PageParts } from '../../page-parts';
import type { Names } from '../../names/known-names';
import { nameAndId } from '../views/decision-row';
import { timeText } from '../views/times';
import type { LogHealthWords } from './log-health.words';

/** How the log is: what the page says of it, each under its name. */
export interface LogFact {
  readonly name: string;
  readonly text: string;
  /** `valid`: as it should be. `emergency`: somebody is to do something about it. */
  readonly sign: 'valid' | 'emergency' | 'info';
}

/** How far back a review is looked for. */
const MONTHS = 12;

type Condition = Pick<PageParts, 'config' | 'clock'> & { readonly stores: OpenStores };

/** Size, signature and verification of the log. @throws StoreUnavailable, UnreadableCheckpoint */
export async function logFacts(
  { stores: { store, auditStore }, config }: Condition,
  words: LogHealthWords,
): Promise<LogFact[]> {
  const last = await lastEventToProve(store);
  const newest = await newestCheckpoint(auditStore);
  return [
    { name: words.size, text: newest ? words.sizeText(newest.size) : words.unsigned, sign: 'info' },
    newest ? signatureFact(newest, last, words) : unsignedFact(last, words),
    verificationFact(lastVerification(config), words),
  ];
}

function signatureFact(
  { position, signedAt }: RecordedCheckpoint,
  last: Position,
  words: LogHealthWords,
): LogFact {
  const [name, time] = [words.signed, timeText(Date.parse(signedAt))];
  return position >= last
    ? { name, text: words.signedText(time), sign: 'valid' }
    : { name, text: words.signedBehind(time), sign: 'emergency' };
}

/** An empty log has nothing to sign. */
const unsignedFact = (last: Position, words: LogHealthWords): LogFact =>
  last === NO_POSITION
    ? { name: words.signed, text: words.empty, sign: 'valid' }
    : { name: words.signed, text: words.unsigned, sign: 'emergency' };

function verificationFact(verification: LastVerification | null, words: LogHealthWords): LogFact {
  const name = words.verified;
  if (!verification) return { name, text: words.notVerified, sign: 'emergency' };
  const { findings, events, proved } = verification;
  const time = timeText(Date.parse(verification.verifiedAt));
  if (findings > 0) return { name, text: words.verifiedFound(time, findings), sign: 'emergency' };
  if (events > 0 && proved === 0) return { name, text: words.verifiedUnproved(time), sign: 'emergency' };
  return { name, text: words.verifiedText(time, events), sign: 'valid' };
}

/** The review of the latest month that has one, among those of a year. @throws StoreUnavailable */
export async function lastReview(
  { stores: { store }, clock }: Condition,
  careProviderId: string,
): Promise<ReviewSignedOff | null> {
  let month = monthOf(clock());
  for (let looked = 0; looked <= MONTHS; looked += 1) {
    const review = await latestReview(store, month, careProviderId);
    if (review) return review;
    month = monthBefore(month);
  }
  return null;
}

const monthBefore = (month: string): string => monthOf(spanOfMonth(month)!.from - 1);

export function reviewFact(review: ReviewSignedOff | null, words: LogHealthWords, names: Names): LogFact {
  const name = words.reviewed;
  if (!review) return { name, text: words.notReviewed, sign: 'emergency' };
  const { month, recordedAt, reviewer } = review;
  const text = words.reviewedText(month, timeText(recordedAt), nameAndId(reviewer, names));
  return { name, text, sign: 'valid' };
}
