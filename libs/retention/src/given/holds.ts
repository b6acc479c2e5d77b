import { careProvider, noon, tolvan } from '#consent/given';
import type { HeldSubject, HoldLifted, HoldPlaced } from '../holds/hold';

const grounds = {
  reason: 'Claim for damages',
  authority: 'Decision of the chief lawyer',
  systemUser: 'anna@consents-1',
} as const;

/** A UUID for each number. */
export const holdId = (n: number): string => `401d0000-0000-4000-8000-${String(n).padStart(12, '0')}`;

export const onPatient: HeldSubject = { kind: 'patient', patient: tolvan };
export const onProvider: HeldSubject = { kind: 'care-provider', careProviderId: careProvider };
export const onCase: HeldSubject = {
  kind: 'case',
  reference: 'dnr 2026-117',
  from: '2026-01-01',
  to: '2026-03-31',
};

export const placed = (n: number, subject: HeldSubject): HoldPlaced => ({
  type: 'HoldPlaced',
  holdId: holdId(n),
  subject,
  ...grounds,
  recordedAt: noon,
});

export const lifted = (n: number): HoldLifted => ({
  type: 'HoldLifted',
  holdId: holdId(n),
  ...grounds,
  recordedAt: noon,
});
