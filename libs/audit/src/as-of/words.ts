import { localTime, untilInWords } from '../history/times';
import type {
  Closed,
  Explanation,
  LaterChange,
  Miss,
  Reason,
  ReasonCode,
  ExplainedConsent,
} from './explanation';

const SECOND = 1000;
const DAY = 86_400 * SECOND;
const YEAR = 365.2425 * DAY;

/** A duration as people say it, in whole units. */
export interface Duration {
  readonly count: number;
  readonly unit: 'year' | 'day' | 'hour' | 'minute' | 'second';
}

/** From the largest: a duration is written in the first that it reaches twice, so that little is lost by rounding down. */
const units: readonly (readonly [unit: Duration['unit'], milliseconds: number])[] = [
  ['year', YEAR],
  ['day', DAY],
  ['hour', 3600 * SECOND],
  ['minute', 60 * SECOND],
  ['second', SECOND],
];

/** A duration in milliseconds, such as 2 days; `null`: less than a second. */
export function durationOf(milliseconds: number): Duration | null {
  for (const [unit, length] of units) {
    if (milliseconds >= 2 * length) return { count: Math.floor(milliseconds / length), unit };
  }
  return milliseconds >= SECOND ? { count: 1, unit: 'second' } : null;
}

function durationInWords(milliseconds: number): string {
  const duration = durationOf(milliseconds);
  if (!duration) return 'less than a second';
  return `${duration.count} ${duration.unit}${duration.count === 1 ? '' : 's'}`;
}

/** An explanation in sentences, the answer first. Times are Swedish local time. */
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

function consentInWords(consent: ExplainedConsent): string {
  const { assertionId, registeredAt, position } = consent;
  const kind = consent.assertionType === 'Emergency' ? 'emergency access' : 'consent';
  const whom = consent.employeeId === undefined ? 'everyone' : consent.employeeId;
  return (
    `${kind} ${assertionId}, registered ${localTime(registeredAt)} at position ${position}, for ${whom} at unit ` +
    `${consent.careUnitId}, valid from ${localTime(consent.startsAt)} ${untilInWords(consent.lastValidAt)}.`
  );
}

function missInWords({ consent, reasons }: Miss): string {
  const kind = consent.assertionType === 'Emergency' ? 'Emergency access' : 'Consent';
  return `${kind} ${consent.assertionId}: ${reasons.map(reasonInWords).join('; ')}.`;
}

/** A part of a sentence about a consent. */
const reasonInWords = (reason: Reason): string => parts[reason.code](reason as never);

const before = ({ apartMs, closedAt, position }: Closed<'cancelled' | 'deleted'>): string =>
  `${durationInWords(apartMs)} before, ${localTime(closedAt)} (position ${position})`;

const parts: { readonly [Code in ReasonCode]: (reason: Extract<Reason, { code: Code }>) => string } = {
  'not-yet-registered': ({ registeredAt, position }) =>
    `it was not registered yet, as far as was known; it was later, ${localTime(registeredAt)} (position ${position})`,
  'not-yet-started': ({ startsAt, apartMs }) =>
    `it had not started; it starts ${durationInWords(apartMs)} later, ${localTime(startsAt)}`,
  ended: ({ lastValidAt, byPatient, apartMs }) =>
    `${byPatient ? 'the patient had ended it' : 'it had ended'} ${durationInWords(apartMs)} before, ${localTime(lastValidAt)}`,
  cancelled: (reason) => `it had been cancelled ${before(reason)}`,
  deleted: (reason) => `it had been deleted, as registered by mistake, ${before(reason)}`,
  'other-employee': ({ employeeId }) => `it is for another employee only, ${employeeId}`,
  'other-care-unit': ({ careUnitId }) => `it is for another unit, ${careUnitId}`,
  'other-care-provider': ({ careProviderId, careUnitId }) =>
    `it is for another care provider, ${careProviderId} (unit ${careUnitId})`,
};

function laterInWords({ code, isLater, recordedAt, position, lastValidAt }: LaterChange): string {
  const when = `${localTime(recordedAt)} (position ${position})`;
  const what = isLater ? happenings[code].later : happenings[code].before;
  const to = lastValidAt === undefined ? '' : `, to ${localTime(lastValidAt)}`;
  return `${what}, ${when}${to}${isLater ? '' : '; that was not known'}.`;
}

const happenings: Readonly<Record<LaterChange['code'], { readonly later: string; readonly before: string }>> =
  {
    cancelled: {
      later: 'Until it was cancelled it was valid; that was later',
      before: 'It had been cancelled before',
    },
    deleted: {
      later:
        'Until it was deleted, as registered by mistake, it was valid and may have been used; that was later',
      before: 'It had been deleted before, as registered by mistake',
    },
    'end-moved': {
      later: 'The patient moved its end later',
      before: 'The patient had moved its end before',
    },
  };
