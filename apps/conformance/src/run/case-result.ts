import type { ConformanceCase } from '../cases';
import type { DoorName, Exchange } from '#contract-doors';

/** Which part of a case went wrong. */
export type Phase = 'given' | 'when' | 'afterwards';

export interface Failure extends Exchange {
  readonly phase: Phase;
  /** The request that was not answered as it should: `CancelExtendedConsent, the consent`. */
  readonly request: string;
  readonly expected: string;
  /** What is wrong, as a sentence. */
  readonly fault: string;
}

/** What a case found at a door. */
export interface CaseResult {
  readonly case: ConformanceCase;
  readonly door: DoorName;
  readonly outcome: 'passed' | 'failed' | 'not-run';
  readonly milliseconds: number;
  readonly failure: Failure | null;
  /** Whether the service gave no answer at all. */
  readonly isLost: boolean;
  /** How many consents it registered. */
  readonly registered: number;
  /** The ids of consents that could not be ended. */
  readonly left: readonly string[];
}
