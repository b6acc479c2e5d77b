import { careProvider, journalSystem, noon, tolvan } from '#consent/given';
import { NO_POSITION } from '#event-store';
import type { Access } from '../access';

/** A UUID for each number. */
export const accessId = (n: number): string => `acce5500-0000-4000-8000-${String(n).padStart(12, '0')}`;

/** A system asked at noon for a patient's consents with one care provider, and was shown two. */
export const looked = (changes: Partial<Access> = {}): Access => ({
  id: accessId(1),
  askedAt: noon,
  position: 41,
  contract: 'GetConsentsForPatient',
  patient: tolvan,
  careProviderId: careProvider,
  isGranted: true,
  shown: 2,
  callerId: journalSystem,
  correlationId: 'c0rrelation',
  door: 'json',
  ...changes,
});

/** A system asked that may not act for the care provider. */
export const turnedAway = (changes: Partial<Access> = {}): Access =>
  looked({
    id: accessId(2),
    position: NO_POSITION,
    isGranted: false,
    denial: 'care-provider',
    shown: 0,
    ...changes,
  });
