import { Inject, Injectable } from '@nestjs/common';
import { decisionAt, parseRecordPlace, type PlacedDecision } from '#audit';
import { mayActFor, type PersonIdentity } from '#consent';
import { ConsentLedger } from '#consent-ledger';
import { NO_POSITION, type EventStore } from '#event-store';
import type { Contract, Outcome } from '../../contract/contract';
import { OK } from '../../contract/error-table';
import type { RequestContext } from '../../contract/request-context';
import { UnknownRecord } from '../../contract/unknown-record';
import { AUDIT_STORE } from '../../surroundings/tokens';

/** ReadDecision, as asked: in an address. */
export interface ReadDecisionDto {
  /** Where the record is in the log: `2026-03-02/17/0`. */
  readonly place: string;
}

/** The record of one check, by its place. For auditors, and at the FHIR door alone. */
@Injectable()
export class ReadDecision implements Contract<ReadDecisionDto, PlacedDecision> {
  readonly name = 'ReadDecision';
  readonly kind = 'query';

  constructor(
    @Inject(AUDIT_STORE) private readonly auditStore: EventStore,
    private readonly ledger: ConsentLedger,
  ) {}

  /** What is no place is one without a record. */
  validate(): readonly [] {
    return [];
  }

  /** The request names none: whose record it is, is known when it was read. */
  careProviderOf(): null {
    return null;
  }

  /** @throws UnknownRecord @throws PositionBeyondHead @throws StoreUnavailable @throws UnknownDecisions */
  async run({ place: text }: ReadDecisionDto, context: RequestContext): Promise<Outcome<PlacedDecision>> {
    await this.ledger.demandPosition(context);
    const place = parseRecordPlace(text);
    const decision = place && (await decisionAt(this.auditStore, place));
    if (!place || !decision) throw new UnknownRecord();
    if (!mayActFor(context.caller, decision.careProviderId)) throw new UnknownRecord('care-provider');
    return { result: OK, content: { place, decision }, position: NO_POSITION };
  }

  shown(): number {
    return 1;
  }

  patientOf({ decision }: PlacedDecision): PersonIdentity {
    return decision.patient;
  }

  respond({ content }: Outcome<PlacedDecision>): PlacedDecision {
    return content!;
  }
}
