import { Inject, Injectable } from '@nestjs/common';
import { consentHistory, historyRecord, type ConsentHistory } from '#audit';
import { isUuid, mayActFor, type PersonIdentity } from '#consent';
import { ConsentLedger } from '#consent-ledger';
import type { EventStore } from '#event-store';
import type { Contract, Outcome } from '../../contract/contract';
import { OK } from '../../contract/error-table';
import type { RequestContext } from '../../contract/request-context';
import { UnknownConsent } from '../../contract/unknown-consent';
import { EVENT_STORE } from '../../surroundings/tokens';
import type { HistoryDto, HistoryResponse } from '#contracts';

/**
 * Everything that has happened to one consent, for auditors. It is read from the ledger itself, so it is never old. Personal
 * identities are covered: a contract answers with them, and the command line on the ledger's own machine.
 */
@Injectable()
export class History implements Contract<HistoryDto, ConsentHistory, HistoryResponse> {
  readonly name = 'History';
  readonly kind = 'query';

  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    private readonly ledger: ConsentLedger,
  ) {}

  /** What is no id of a consent is an unknown one. */
  validate(): readonly [] {
    return [];
  }

  careProviderOf(): null {
    return null;
  }

  /** @throws UnknownConsent @throws PositionBeyondHead @throws StoreUnavailable */
  async run({ assertionId }: HistoryDto, context: RequestContext): Promise<Outcome<ConsentHistory>> {
    await this.ledger.demandPosition(context);
    const history = isUuid(assertionId) ? await consentHistory(this.store, assertionId) : null;
    if (!history) throw new UnknownConsent();
    if (!mayActFor(context.caller, history.registered.careProviderId))
      throw new UnknownConsent('care-provider');
    const { order, position: knownPosition } = history.entries.at(-1)!;
    return { result: OK, content: history, position: order, knownPosition };
  }

  shown({ entries }: ConsentHistory): number {
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
