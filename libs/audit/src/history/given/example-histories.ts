import { consentStream, encode, type ConsentEvent } from '#consent';
import {
  action,
  at,
  cancelled,
  careUnit,
  consentId,
  deleted,
  doctor,
  endedByPatient,
  filledIn,
  otherCareUnit,
  provenance,
  registered,
  stated,
} from '#consent/given';
import type { StoredEvent } from '#event-store';
import { consentHistory, type ConsentHistory } from '../consent-history';

/** Events of one consent as a log holds them, from a position on. */
export const storedHistory = (events: readonly ConsentEvent[], from = 0): StoredEvent[] =>
  events.map((event, revision) => ({
    id: `00000000-0000-4000-8000-${String(from + revision).padStart(12, '0')}`,
    stream: consentStream(event.assertionId),
    revision,
    position: from + revision,
    ...encode(event, provenance),
  }));

/** The history that these events make. */
export async function historyOfEvents(events: readonly ConsentEvent[], from = 0): Promise<ConsentHistory> {
  const history = await consentHistory({ readStream: async () => storedHistory(events, from) }, consentId(1));
  if (!history) throw new Error('There is no event.');
  return history;
}

const entered = (day: string) => action(`${day}T07:58:00`, `${day}T07:59:00`);

const registeredOn = (n: number, day: string, more: Parameters<typeof registered>[0] = {}) =>
  registered({
    assertionId: `${String(n).repeat(8)}${consentId(n).slice(8)}`,
    recordedAt: at(`${day}T08:00:00`),
    registration: entered(day),
    ...more,
  });

const heart = registeredOn(1, '2026-01-12');
const backdated = registeredOn(2, '2026-02-09', {
  careUnitId: otherCareUnit,
  employeeId: doctor,
  start: stated('2026-01-26T00:00:00'),
  end: stated('2026-04-30T23:59:59'),
});
const emergency = registeredOn(3, '2026-03-14', {
  assertionType: 'Emergency',
  end: stated('2026-03-21T23:59:59'),
});
const withdrawn = registeredOn(4, '2026-01-05', {
  careUnitId: otherCareUnit,
  end: stated('2026-06-30T23:59:59'),
});
const mistaken = registeredOn(5, '2026-03-20', { end: stated('2026-06-30T23:59:59') });
const shortened = registeredOn(6, '2026-02-16', {
  careUnitId: otherCareUnit,
  end: stated('2026-07-31T23:59:59'),
});
const planned = registeredOn(7, '2026-05-04', {
  start: stated('2026-06-01T00:00:00'),
  end: stated('2026-06-28T23:59:59'),
});

const recordedOn = (day: string) => ({ recordedAt: at(`${day}T08:00:00`) });

/** Seven consents of half a year, every event and every kind of span among them. */
export const exampleEvents: readonly (readonly ConsentEvent[])[] = [
  [withdrawn, cancelled(withdrawn, { ...recordedOn('2026-04-02'), cancellation: entered('2026-04-02') })],
  [heart],
  [backdated],
  [shortened, endedByPatient(shortened, { ...recordedOn('2026-04-20'), end: stated('2026-05-15T23:59:59') })],
  [emergency],
  [mistaken, deleted(mistaken, { ...recordedOn('2026-03-27'), deletion: entered('2026-03-27') })],
  [planned],
];

/** When they are looked at. */
export const exampleNow = at('2026-05-20T12:00:00');

export const exampleHistories = (): Promise<ConsentHistory[]> =>
  Promise.all(exampleEvents.map((events, index) => historyOfEvents(events, index * 10)));

/** A consent that the patient ended at once, without a time of theirs. */
export const endedAtOnce: readonly ConsentEvent[] = [
  registered({ careUnitId: careUnit, end: filledIn(at('2027-01-01T00:00:00')) }),
  endedByPatient(),
];
