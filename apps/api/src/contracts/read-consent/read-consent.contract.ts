import { Inject, Injectable } from '@nestjs/common';
import { consentHistory } from '#audit';
import { isUuid, type ConsentRegistered, type Instant, type PersonIdentity } from '#consent';
import { ConsentLedger } from '#consent-ledger';
import type { EventStore } from '#event-store';
import {
  extendedConsentsForPatient,
  patientProjection,
  UNBOUNDED,
  type ExtendedAssertion,
  type PatientRows,
} from '#read-models';
import type { Outcome } from '../../contract/contract';
import type { Denial } from '../../contract/denial';
import { ReadContract, type Found } from '../../contract/read-contract';
import type { RequestContext } from '../../contract/request-context';
import { UnknownConsent } from '../../contract/unknown-consent';
import { EVENT_STORE } from '../../surroundings/tokens';

/** ReadConsent, as asked: in an address. */
export interface ReadConsentDto {
  readonly assertionId: string;
}

/**
 * One consent, by its id. Whose it is, its registration says, which never changes; everything else is answered from the read model,
 * behind the barrier, as GetExtendedConsentsForPatient answers it. The national service has no such contract, and it is at the FHIR door alone.
 */
@Injectable()
export class ReadConsent extends ReadContract<ReadConsentDto, ExtendedAssertion> {
  readonly name = 'ReadConsent';

  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    private readonly ledger: ConsentLedger,
  ) {
    super();
  }

  /** @throws NotCaughtUp @throws StoreUnavailable */
  protected async find(
    { assertionId }: ReadConsentDto,
    context: RequestContext,
  ): Promise<Found<ExtendedAssertion> | null> {
    const history = isUuid(assertionId) ? await consentHistory(this.store, assertionId) : null;
    const { answer, ...positions } = await this.ledger.ask(patientProjection, context, (rows) =>
      history ? consentIn(rows, history.registered, context.now) : null,
    );
    if (!history || !answer) return null;
    return { content: answer, careProviderId: history.registered.careProviderId, ...positions };
  }

  protected unknown(denial?: Denial): UnknownConsent {
    return new UnknownConsent(denial);
  }

  patientOf({ assertion }: ExtendedAssertion): PersonIdentity {
    return assertion.patient;
  }

  respond({ content }: Outcome<ExtendedAssertion>): ExtendedAssertion {
    return content!;
  }
}

/** By the question of the lists, so that one consent is answered as it is there; `null` when it cannot be read. */
function consentIn(
  rows: PatientRows,
  { patient, careProviderId, assertionId }: ConsentRegistered,
  now: Instant,
): ExtendedAssertion | null {
  const question = { patient, careProviders: new Set([careProviderId]), includeCancelled: true };
  const { consents } = extendedConsentsForPatient(rows, question, now, UNBOUNDED);
  return consents.find(({ assertion }) => assertion.assertionId === assertionId) ?? null;
}
