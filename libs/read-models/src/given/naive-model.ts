import type {
  Action,
  ConsentEvent,
  ConsentRegistered,
  Instant,
  PersonIdentity,
  Recorded,
  StatedTime,
} from '#consent';
import type { Assertion } from '../assertion';
import type { CheckAnswer, CheckQuestion } from '../check/check.query';
import type { ExtendedAssertion } from '../patient/patient.query';

/**
 * The answers again, slowly: recomputed from the whole history every time, with nothing kept and nothing shared with the
 * projections, so that the two can be held against each other.
 */
export type History = readonly Recorded<ConsentEvent>[];

export interface NaiveConsent {
  readonly assertion: Assertion;
  readonly extended: Omit<ExtendedAssertion, 'isInForce'>;
  /** The registration date of its cancellation or deletion. */
  readonly closing?: StatedTime;
  /** When its cancellation, its deletion, or the first change of its end was recorded. */
  readonly changedAt?: Instant;
  /** The last valid instant as registered; infinite for one until further notice. */
  readonly registeredEnd: Instant;
  readonly lastRecordedAt: Instant;
  /** When its latest change was stored, by its care provider's clock that never goes backwards. */
  readonly storedAt: Instant;
  /** Of its latest change. */
  readonly position: number;
}

/** Every consent as the history leaves it, in the order of registration. */
export const naiveConsents = (history: History): NaiveConsent[] =>
  history.flatMap(({ event }) => (event.type === 'ConsentRegistered' ? [naiveConsent(history, event)] : []));

function naiveConsent(history: History, registered: ConsentRegistered): NaiveConsent {
  const id = registered.assertionId.toLowerCase();
  const own = history.filter(({ event }) => event.assertionId.toLowerCase() === id);
  const last = own[own.length - 1]!;
  const assertion = naiveAssertion(registered, own);
  const actions = closingActions(own);
  const { representedBy, registration } = registered;
  return {
    assertion,
    extended: { assertion, ...(representedBy && { representedBy }), registration, ...actions },
    closing: (actions.cancellation ?? actions.deletion)?.registrationDate,
    changedAt: own[1]?.event.recordedAt,
    registeredEnd: registered.end?.at ?? Infinity,
    lastRecordedAt: Math.max(...own.map(({ event }) => event.recordedAt)),
    storedAt: naiveStorageTime(history, last),
    position: last.position,
  };
}

function naiveAssertion(registered: ConsentRegistered, own: History): Assertion {
  const { representedBy: _, registration: __, recordedAt: ___, type: ____, ...stated } = registered;
  const ends = own.flatMap(({ event }) => (event.type === 'ConsentEndedByPatient' ? [event.end] : []));
  const end = ends.at(-1) ?? stated.end;
  return { ...stated, ...(end && { end }) };
}

function closingActions(own: History): { cancellation?: Action; deletion?: Action } {
  const actions = own.map(({ event }) => {
    if (event.type === 'ConsentCancelled') return { cancellation: event.cancellation };
    return event.type === 'ConsentDeleted' ? { deletion: event.deletion } : {};
  });
  return Object.assign({}, ...actions);
}

const naiveStorageTime = (history: History, { event, position }: Recorded<ConsentEvent>): Instant =>
  Math.max(
    ...history
      .filter(
        (other) => isSameId(other.event.careProviderId, event.careProviderId) && other.position <= position,
      )
      .map((other) => other.event.recordedAt),
  );

export const isExpired = ({ assertion, lastRecordedAt }: NaiveConsent, now: Instant): boolean =>
  assertion.end !== undefined && Math.max(now, lastRecordedAt) > assertion.end.at;

const isStarted = ({ assertion, lastRecordedAt }: NaiveConsent, now: Instant): boolean =>
  assertion.start.at <= Math.max(now, lastRecordedAt);

export const isInForce = (consent: NaiveConsent, now: Instant): boolean =>
  !consent.closing && !isExpired(consent, now);

/** As an extended question is answered. */
export const naiveExtended = (consent: NaiveConsent, now: Instant): ExtendedAssertion => ({
  ...consent.extended,
  isInForce: isInForce(consent, now),
});

/** Changed while it still ran as registered: whoever holds it as registered must learn of the change. */
export const isEndedEarly = ({ changedAt, registeredEnd }: NaiveConsent): boolean =>
  changedAt !== undefined && changedAt <= registeredEnd;

export const isOf = ({ assertion }: NaiveConsent, { root, extension }: PersonIdentity): boolean =>
  assertion.patient.root === root && assertion.patient.extension === extension;

/** HSA-ids are the same in any case. */
export const isSameId = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

/** The ids of all consents that give access. */
export const naiveValid = (history: History, question: CheckQuestion, now: Instant): string[] =>
  naiveMatches(history, question, now)
    .map(({ assertion }) => assertion.assertionId)
    .sort();

const naiveMatches = (history: History, question: CheckQuestion, now: Instant): NaiveConsent[] =>
  naiveConsents(history)
    .filter(
      (consent) => isInForce(consent, now) && isStarted(consent, now) && isOf(consent, question.patient),
    )
    .filter(({ assertion }) => isSameId(assertion.careProviderId, question.careProviderId))
    .filter(({ assertion }) => isSameId(assertion.careUnitId, question.careUnitId))
    .filter(
      ({ assertion: { employeeId: named } }) => named === undefined || isSameId(named, question.employeeId),
    );

export function naiveCheck(history: History, question: CheckQuestion, now: Instant): CheckAnswer {
  const match = naiveMatches(history, question, now).at(-1);
  if (!match) return { hasConsent: false };
  const { assertionType, assertionId } = match.assertion;
  return { hasConsent: true, assertionType, assertionId };
}
