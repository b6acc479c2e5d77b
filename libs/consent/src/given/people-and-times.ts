import type { Caller } from '../caller';
import type { Action, Actor, Instant, StatedTime } from '../event';
import { hsaKeys, type PersonIdentity } from '../identity';
import { parseLocalTime } from '../time';

const PERSONAL_IDENTITY_NUMBER = '1.2.752.129.2.1.3.1';
const COORDINATION_NUMBER = '1.2.752.129.2.1.3.3';

/** Three of the Swedish authorities' test persons. */
export const tolvan: PersonIdentity = { root: PERSONAL_IDENTITY_NUMBER, extension: '191212121212' };
export const child: PersonIdentity = { root: PERSONAL_IDENTITY_NUMBER, extension: '200101010106' };
export const visitor: PersonIdentity = { root: COORDINATION_NUMBER, extension: '197010632391' };

export const careProvider = 'SE165565594230-1000';
export const otherCareProvider = 'SE165565594230-2000';
export const careUnit = 'SE165565594230-1001';
export const otherCareUnit = 'SE165565594230-1002';
export const doctor = 'SE165565594230-100D';
export const nurse = 'SE165565594230-100N';
export const journalSystem = 'SE165565594230-9001';

export const anyone: Caller = { systemId: journalSystem, careProviders: 'all' };
export const onlyFor = (...careProviders: string[]): Caller => ({
  systemId: journalSystem,
  careProviders: hsaKeys(careProviders),
});

/** In mixed case, as callers write them. */
export const consentId = (n: number): string => `C0FFEE00-0000-4000-8000-${String(n).padStart(12, '0')}`;

/** The instant of a Swedish time. */
export function at(time: string): Instant {
  const instant = parseLocalTime(time);
  if (instant === null) throw new Error(`${time} is no time.`);
  return instant;
}

export const stated = (time: string): StatedTime => ({ at: at(time), sent: time });
export const filledIn = (instant: Instant): StatedTime => ({ at: instant, sent: null });

export const morning = at('2026-03-02T08:00:00');
export const noon = at('2026-03-02T12:00:00');
export const evening = at('2026-03-02T18:00:00');

export const actor = (employeeId: string, assignment?: { id: string; name: string }): Actor => ({
  employeeId,
  ...(assignment && { assignmentId: assignment.id, assignmentName: assignment.name }),
});

/** The doctor asked for it, and the nurse put it into the system a minute later. */
export const action = (requested: string, registered: string, reasonText?: string): Action => ({
  requestDate: stated(requested),
  requestedBy: actor(doctor),
  registrationDate: stated(registered),
  registeredBy: actor(nurse),
  ...(reasonText !== undefined && { reasonText }),
});

export const registration = action('2026-03-02T07:58:00', '2026-03-02T07:59:00');
export const cancellation = action('2026-03-02T11:58:00', '2026-03-02T11:59:00', 'The patient asked for it');
export const deletion = action(
  '2026-03-02T17:58:00',
  '2026-03-02T17:59:00',
  'Registered on the wrong patient',
);
