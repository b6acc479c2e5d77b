import type { ConsentEvent, ConsentRegistered, Instant, Recorded } from '#consent';
import type { CheckAnswer, CheckQuestion } from '#read-models';
import type { KnownAt } from '../as-of';

/**
 * The answer again in plain words, from the whole history for every question; it shares nothing with the projection, the query and
 * the explanation, so that they can be held against it.
 */
export function naiveAsOf(
  history: readonly Recorded<ConsentEvent>[],
  question: CheckQuestion,
  validAt: Instant,
  knownAt: KnownAt,
): CheckAnswer {
  const known = history
    .filter(({ event, position }) =>
      'position' in knownAt ? position <= knownAt.position : event.recordedAt <= knownAt.instant,
    )
    .map(({ event }) => event);
  let answer: CheckAnswer = { hasConsent: false };
  for (const event of known) {
    if (event.type !== 'ConsentRegistered' || !isAbout(event, question)) continue;
    if (!wasValid(event, known, validAt)) continue;
    answer = { hasConsent: true, assertionType: event.assertionType, assertionId: event.assertionId };
  }
  return answer;
}

function isAbout(consent: ConsentRegistered, question: CheckQuestion): boolean {
  const forWhom = consent.employeeId ?? question.employeeId;
  return (
    consent.patient.root === question.patient.root &&
    consent.patient.extension === question.patient.extension &&
    consent.careProviderId === question.careProviderId &&
    consent.careUnitId === question.careUnitId &&
    forWhom === question.employeeId
  );
}

/** Nothing takes a consent away before it was recorded. */
function wasValid(consent: ConsentRegistered, known: readonly ConsentEvent[], validAt: Instant): boolean {
  const until = known.filter(
    (event) =>
      event.assertionId.toUpperCase() === consent.assertionId.toUpperCase() && event.recordedAt <= validAt,
  );
  if (until.some(({ type }) => type === 'ConsentCancelled' || type === 'ConsentDeleted')) return false;
  const ends = until.map((event) => (event.type === 'ConsentEndedByPatient' ? event.end.at : null));
  const lastEnd = ends.findLast((end) => end !== null) ?? consent.end?.at ?? Infinity;
  return consent.start.at <= validAt && validAt <= lastEnd;
}
