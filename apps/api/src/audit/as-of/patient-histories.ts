import { Inject, Injectable } from '@nestjs/common';
import { patientHistory, type PatientHistory, type ReadableLedger } from '#audit';
import { mayActFor, type Caller, type PersonIdentity } from '#consent';
import type { EventStore, Position } from '#event-store';
import { ReadBarrier, ReadModelStorage } from '#ledger';
import { EVENT_STORE } from '../../surroundings/tokens';

/** What has happened to patients' consents, as far as a caller may know it. */
@Injectable()
export class PatientHistories {
  private readonly ledger: ReadableLedger;

  constructor(
    @Inject(EVENT_STORE) store: EventStore,
    barrier: ReadBarrier,
    storage: ReadModelStorage<unknown>,
  ) {
    this.ledger = { store, barrier, storage };
  }

  /**
   * One patient's history with the care providers that the caller may act for; at least to a position.
   * @throws NotCaughtUp @throws StoreUnavailable
   */
  async of(patient: PersonIdentity, caller: Caller, atLeast?: Position): Promise<PatientHistory> {
    const { history, position } = await patientHistory(this.ledger, patient, atLeast);
    const visible = history.filter(({ event }) => mayActFor(caller, event.careProviderId));
    return { history: visible, position };
  }
}
