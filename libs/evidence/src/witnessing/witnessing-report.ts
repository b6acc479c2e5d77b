/** What there is to know of handing checkpoints to witnesses from outside. */
export interface WitnessingReport {
  /** How many events the newest checkpoint covers that a quorum has cosigned. */
  readonly size: number;
  /** The oldest time that a witness of the quorum has stated for it; `null` before the first. UTC. */
  readonly signedAt: string | null;
  /** How often a witness could not be asked or did not cosign. */
  readonly failures: number;
}
