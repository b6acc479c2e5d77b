import { Inject, Injectable } from '@nestjs/common';
import { consentHistory, historyRecord, type ConsentHistory } from '#audit';
import { isUuid, type PersonIdentity } from '#consent';
import type { EventStore } from '#event-store';
import type { Outcome } from '../../contract/contract';
import type { Denial } from '../../contract/denial';
import { ReadContract, type Found } from '../../contract/read-contract';
import { UnknownConsent } from '../../contract/unknown-consent';
import { EVENT_STORE } from '../../surroundings/tokens';
import type { HistoryDto, HistoryResponse } from '#contracts';

/**
 * Everything that has happened to one consent, for auditors. It is read from the ledger itself, so it is never old. Personal
 * identities are covered: a contract answers with them, and the command line on the ledger's own machine.
 */
@Injectable()
export class History extends ReadContract<HistoryDto, ConsentHistory, HistoryResponse> {
  readonly name = 'History';
  readonly readsLog = true;

  constructor(@Inject(EVENT_STORE) private readonly store: EventStore) {
    super();
  }

  /** @throws StoreUnavailable */
  protected async find({ assertionId }: HistoryDto): Promise<Found<ConsentHistory> | null> {
    const history = isUuid(assertionId) ? await consentHistory(this.store, assertionId) : null;
    if (!history) return null;
    const { order: position, position: knownPosition } = history.entries.at(-1)!;
    const { careProviderId } = history.registered;
    return { content: history, careProviderId, position, knownPosition };
  }

  protected unknown(denial?: Denial): UnknownConsent {
    return new UnknownConsent(denial);
  }

  override shown({ entries }: ConsentHistory): number {
    return entries.length;
  }

  patientOf({ registered }: ConsentHistory): PersonIdentity {
    return registered.patient;
  }

  respond({ content }: Outcome<ConsentHistory>): HistoryResponse {
    const { registered, entries } = content!;
    return {
      assertionId: registered.assertionId,
      events: entries.map((entry) => historyRecord(entry, 'masked')),
    };
  }
}
