import type { Instant } from '#consent';
import type { ConsentLedger } from '#consent-ledger';
import type { OtherService } from '../source';

/** What one run of the command goes by. */
export interface RunSetting {
  readonly service: OtherService;
  /** The HSA-id of the other service. */
  readonly source: string;
  /** Its address. */
  readonly address: string;
  /** The HSA-id of the person who runs the command. */
  readonly operator: string;
  readonly correlationId: string;
  readonly ledger: ConsentLedger;
  readonly clock: () => Instant;
  /** How many patients are asked for at a time. */
  readonly concurrency: number;
  /** Nothing is written. */
  readonly isDryRun: boolean;
}
