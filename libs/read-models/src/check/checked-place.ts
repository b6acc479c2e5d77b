import { hsaKey, type AssertionType, type Instant, type PersonIdentity, type Span } from '#consent';
import { consentKey } from '../consent-key';
import { latestFirst } from '../keys';
import type { Key, Rows } from '../projection';

/** What a check needs to know of one consent that is neither cancelled nor deleted. */
export interface CheckedConsent extends Span {
  readonly assertionId: string;
  readonly assertionType: AssertionType;
  /** Absent: everyone with an assignment at the unit. */
  readonly employeeId?: string;
  readonly registeredPosition: number;
  readonly recordedAt: Instant;
}

/**
 * Where consents are kept that a check seldom needs to look at. `older`: registered before all those in the row of the place.
 * `ended`: their last instant had passed when the row was written.
 */
export type Shelf = 'older' | 'ended';

export interface ShelfSummary {
  readonly consents: number;
  /** The last instant at which one that was ever put there is valid; `null`: there was one until further notice. */
  readonly lastValidAt: Instant | null;
}

/** The consents of one patient for one unit. */
export interface PlaceRow extends Readonly<Partial<Record<Shelf, ShelfSummary>>> {
  readonly kind: 'place';
  /** The latest registered that have not ended, in the order of their registration. */
  readonly consents: readonly CheckedConsent[];
  /** The last event that changed this row. */
  readonly position: number;
}

export interface ShelvedRow {
  readonly kind: 'shelved';
  readonly shelf: Shelf;
  readonly consent: CheckedConsent;
}

/** Where a consent's row is, which an event names by its id. */
interface PointerRow {
  readonly kind: 'pointer';
  readonly key: Key;
}

export type CheckRow = PlaceRow | ShelvedRow | PointerRow;
export type CheckRows = Rows<CheckRow>;

export interface CheckedPlace {
  readonly patient: PersonIdentity;
  readonly careProviderId: string;
  readonly careUnitId: string;
}

export const checkKey = ({ patient, careProviderId, careUnitId }: CheckedPlace): Key => [
  patient.root,
  patient.extension,
  hsaKey(careProviderId),
  hsaKey(careUnitId),
];

/** Stands for all employees: no id is a number. */
export const EVERYONE = 0;

/** The consents on a shelf that name an employee, or that name none. The latest registered comes first. */
export const shelfPrefix = (place: Key, shelf: Shelf, employee: string | typeof EVERYONE): Key => [
  ...place,
  shelf,
  employee === EVERYONE ? employee : hsaKey(employee),
];

export const shelvedKey = (place: Key, shelf: Shelf, consent: CheckedConsent): Key => [
  ...shelfPrefix(place, shelf, consent.employeeId ?? EVERYONE),
  latestFirst(consent.registeredPosition),
];

export const pointerKey = (place: Key, assertionId: string): Key => [
  ...place,
  'pointer',
  consentKey(assertionId),
];
