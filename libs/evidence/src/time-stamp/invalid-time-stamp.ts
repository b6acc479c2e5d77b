/** A time stamp proves nothing of what it is held against, and why. */
export class InvalidTimeStamp extends Error {
  override readonly name = 'InvalidTimeStamp';
}

/** What a time stamp proves: something was there at a time, as an authority says. */
export interface TimeStamp {
  /** UTC, such as `2026-03-02T07:00:00.000Z`. */
  readonly time: string;
  /** The rules that it was issued by, as an object identifier. */
  readonly policy: string;
  /** Whose certificate signed it, such as `CN=Time stamping 1`. */
  readonly signer: string;
}

/** Which time stamps are believed. */
export interface TimeStampTrust {
  /** Certificates of authorities (PEM), one after the other. */
  readonly authorities: string;
}
