import type { Instant, PersonIdentity } from '#consent';

/** A day in UTC, such as `2026-03-02`. */
export type DayText = string;

/** What a hold keeps: the records of a patient or of a care provider, or all records of a case, of some days or of all. */
export type HeldSubject =
  | { readonly kind: 'patient'; readonly patient: PersonIdentity }
  | { readonly kind: 'care-provider'; readonly careProviderId: string }
  | { readonly kind: 'case'; readonly reference: string; readonly from?: DayText; readonly to?: DayText };

/** Why something was done, on what authority, and by whom. Texts hold no personal identity. */
export interface Grounds {
  readonly reason: string;
  /** The decision or the provision that it follows from. */
  readonly authority: string;
  /** The user of the operating system, and the machine, such as `anna@consents-1`. */
  readonly systemUser: string;
}

/** Nothing that the subject concerns may be removed from here on. */
export interface HoldPlaced extends Grounds {
  readonly type: 'HoldPlaced';
  readonly holdId: string;
  readonly subject: HeldSubject;
  readonly recordedAt: Instant;
}

/** The hold keeps nothing any more. */
export interface HoldLifted extends Grounds {
  readonly type: 'HoldLifted';
  readonly holdId: string;
  readonly recordedAt: Instant;
}

export type HoldEvent = HoldPlaced | HoldLifted;

/** A legal hold, as its events say. */
export interface Hold {
  readonly placed: HoldPlaced;
  /** Absent as long as it keeps something. */
  readonly lifted?: HoldLifted;
}
