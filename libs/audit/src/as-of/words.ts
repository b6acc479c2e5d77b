import { formatLocalTime, type Instant } from '#consent';
import type { Closed, Explanation, LaterChange, Miss, Reason, ReasonCode, ToldConsent } from './explanation';

const SECOND = 1000;
const DAY = 86_400 * SECOND;
const YEAR = 365.2425 * DAY;

/** From the largest: a duration is told in the first that it reaches twice, so that little is lost by rounding down. */
const units: readonly (readonly [name: string, milliseconds: number])[] = [
  ['years', YEAR],
  ['days', DAY],
  ['hours', 3600 * SECOND],
  ['minutes', 60 * SECOND],
  ['seconds', SECOND],
];

/** A duration in milliseconds as people say it, such as `2 days`. */
export function durationInWords(milliseconds: number): string {
  for (const [name, length] of units) {
    if (milliseconds >= 2 * length) return `${Math.floor(milliseconds / length)} ${name}`;
  }
  return milliseconds >= SECOND ? '1 second' : 'less than a second';
}

/** Swedish local time, as the contracts have it. */
const time = (instant: Instant): string => formatLocalTime(instant).replace('T', ' ');

/** An explanation in sentences, the answer first. */
export function explanationInWords(explanation: Explanation): string[] {
  if (explanation.hasConsent) {
    return [`Granted by ${consentInWords(explanation.grantedBy)}`, ...explanation.later.map(laterInWords)];
  }
  const { nearestMisses, furtherMisses } = explanation;
  if (nearestMisses.length + furtherMisses === 0) return ['Denied: no consent of this patient was found.'];
  return [
    nearestMisses.length > 0 ? 'Denied. The nearest that there was:' : 'Denied.',
    ...nearestMisses.map(missInWords),
    ...(furtherMisses > 0 ? [`Further consents of the patient, not listed: ${furtherMisses}.`] : []),
  ];
}

function consentInWords(consent: ToldConsent): string {
  const { assertionId, registeredAt, position } = consent;
  const kind = consent.assertionType === 'Emergency' ? 'emergency access' : 'consent';
  const whom = consent.employeeId === undefined ? 'everyone' : consent.employeeId;
  return (
    `${kind} ${assertionId}, registered ${time(registeredAt)} at position ${position}, for ${whom} at unit ` +
    `${consent.careUnitId}, valid from ${time(consent.startsAt)} ${untilInWords(consent)}.`
  );
}

const untilInWords = ({ lastValidAt }: ToldConsent): string =>
  lastValidAt === null ? 'until further notice' : `until ${time(lastValidAt)}`;

function missInWords({ consent, reasons }: Miss): string {
  const kind = consent.assertionType === 'Emergency' ? 'Emergency access' : 'Consent';
  return `${kind} ${consent.assertionId}: ${reasons.map(reasonInWords).join('; ')}.`;
}

/** A part of a sentence about a consent. */
const reasonInWords = (reason: Reason): string => parts[reason.code](reason as never);

const before = ({ apart, closedAt, position }: Closed<'cancelled' | 'deleted'>): string =>
  `${durationInWords(apart)} before, ${time(closedAt)} (position ${position})`;

const parts: { readonly [Code in ReasonCode]: (reason: Extract<Reason, { code: Code }>) => string } = {
  'not-yet-registered': ({ registeredAt, position }) =>
    `it was not registered yet, as far as was known; it was later, ${time(registeredAt)} (position ${position})`,
  'not-yet-started': ({ startsAt, apart }) =>
    `it had not started; it starts ${durationInWords(apart)} later, ${time(startsAt)}`,
  ended: ({ lastValidAt, byPatient, apart }) =>
    `${byPatient ? 'the patient had ended it' : 'it had ended'} ${durationInWords(apart)} before, ${time(lastValidAt)}`,
  cancelled: (reason) => `it had been cancelled ${before(reason)}`,
  deleted: (reason) => `it had been deleted, as registered by mistake, ${before(reason)}`,
  'other-employee': ({ employeeId }) => `it is for another employee only, ${employeeId}`,
  'other-care-unit': ({ careUnitId }) => `it is for another unit, ${careUnitId}`,
  'other-care-provider': ({ careProviderId, careUnitId }) =>
    `it is for another care provider, ${careProviderId} (unit ${careUnitId})`,
};

function laterInWords({ code, recordedAt, position, lastValidAt }: LaterChange): string {
  const when = `later, ${time(recordedAt)} (position ${position})`;
  switch (code) {
    case 'cancelled-later':
      return `It was cancelled ${when}; until then it was valid.`;
    case 'deleted-later':
      return `It was deleted ${when}, as registered by mistake; until then it was valid and may have been used.`;
    case 'end-moved-later':
      return `The patient moved its end ${when}, to ${lastValidAt === undefined ? 'then' : time(lastValidAt)}.`;
  }
}
