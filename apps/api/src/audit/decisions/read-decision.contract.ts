import { Inject, Injectable } from '@nestjs/common';
import { decisionAt, parseRecordPlace, type PlacedDecision } from '#audit';
import type { PersonIdentity } from '#consent';
import type { EventStore } from '#event-store';
import type { Outcome } from '../../contract/contract';
import type { Denial } from '../../contract/denial';
import { ReadContract, type Found } from '../../contract/read-contract';
import { UnknownRecord } from '../../contract/unknown-record';
import { AUDIT_STORE } from '../../surroundings/tokens';

/** ReadDecision, as asked: in an address. */
export interface ReadDecisionDto {
  /** Where the record is in the log: `2026-03-02/17/0`. */
  readonly place: string;
}

/** The record of one check, by its place. For auditors, and at the FHIR door alone. */
@Injectable()
export class ReadDecision extends ReadContract<ReadDecisionDto, PlacedDecision> {
  readonly name = 'ReadDecision';
  readonly readsLog = true;

  constructor(@Inject(AUDIT_STORE) private readonly auditStore: EventStore) {
    super();
  }

  /** @throws StoreUnavailable @throws UnknownDecisions */
  protected async find({ place: text }: ReadDecisionDto): Promise<Found<PlacedDecision> | null> {
    const place = parseRecordPlace(text);
    const decision = place && (await decisionAt(this.auditStore, place));
    if (!place || !decision) return null;
    return { content: { place, decision }, careProviderId: decision.careProviderId };
  }

  protected unknown(denial?: Denial): UnknownRecord {
    return new UnknownRecord(denial);
  }

  patientOf({ decision }: PlacedDecision): PersonIdentity {
    return decision.patient;
  }

  respond({ content }: Outcome<PlacedDecision>): PlacedDecision {
    return content!;
  }
}
