import { isDeepStrictEqual } from 'node:util';
import type { Instant } from '#consent';
import { UNREADABLE, type Difference } from '#ledger';
import type { CheckAnswer } from '#read-models';
import { consentCalled } from './facts';
import { questionsAbout, type Question } from './questions';
import { subjectOf } from './differences-in-words';

/** An answer that would be another one. */
export interface AnswerInWords {
  readonly contract: string;
  /** Who asks, where the answer depends on that. */
  readonly employee?: string;
  readonly about: string;
  readonly live: string;
  readonly built: string;
}

/** The answers that change with a row, asked at one instant by today's queries. */
export function answersInWords(name: string, difference: Difference, now: Instant): readonly AnswerInWords[] {
  const { key, before, after } = difference;
  if (key === UNREADABLE) return [];
  const readable = [before, after].filter((row) => row !== UNREADABLE);
  return questionsAbout(name, key, readable).flatMap((question) => {
    const [live, built] = [answerTo(question, before, now), answerTo(question, after, now)];
    if (isDeepStrictEqual(live, built)) return [];
    const { contract, employee } = question;
    const words = { live: inWords(live), built: inWords(built) };
    const differing = words.live === words.built ? { ...words, built: `${words.built} otherwise` } : words;
    return [{ contract, ...(employee && { employee }), about: subjectOf(difference), ...differing }];
  });
}

const FAILURE = Symbol('failure');

/** What is damaged fails a query, and that is an answer too. */
function answerTo(question: Question, row: unknown, now: Instant): unknown {
  if (row === UNREADABLE) return FAILURE;
  try {
    return question.ask(row, now);
  } catch {
    return FAILURE;
  }
}

function inWords(answer: unknown): string {
  if (answer === FAILURE) return 'fails';
  if (Array.isArray(answer)) return answer.length > 0 ? 'shown' : 'not shown';
  const { hasConsent, assertionId } = answer as CheckAnswer;
  return hasConsent ? `yes, by ${consentCalled(assertionId ?? '')}` : 'no';
}
