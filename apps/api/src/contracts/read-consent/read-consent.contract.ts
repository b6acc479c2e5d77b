import { Inject, Injectable } from '@nestjs/common';
import { consentHistory } from '#audit';
import { isUuid, mayActFor, type ConsentRegistered, type Instant, type PersonIdentity } from '#consent';
import { ConsentLedger } from '#consent-ledger';
import type { EventStore } from '#event-store';
import {
  extendedConsentsForPatient,
  patientProjection,
  UNBOUNDED,
  type ExtendedAssertion,
  type PatientRows,
} from '#read-models';
import type { Contract, Outcome } from '../../contract/contract';
import { OK } from '../../contract/error-table';
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
export class ReadConsent implements Contract<ReadConsentDto, ExtendedAssertion> {
  readonly name = 'ReadConsent';
  readonly kind = 'query';

  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    private readonly ledger: ConsentLedger,
  ) {}

  /** What is no id of a consent is an unknown one. */
  validate(): readonly [] {
    return [];
  }

  /** The request names none: whose consent it is, is known when it was read. */
  careProviderOf(): null {
    return null;
  }

  /** @throws UnknownConsent @throws NotCaughtUp @throws StoreUnavailable */
  async run({ assertionId }: ReadConsentDto, context: RequestContext): Promise<Outcome<ExtendedAssertion>> {
    const history = isUuid(assertionId) ? await consentHistory(this.store, assertionId) : null;
    const { answer, ...positions } = await this.ledger.ask(patientProjection, context, (rows) =>
      history ? consentIn(rows, history.registered, context.now) : null,
    );
    if (!history || !answer) throw new UnknownConsent();
    if (!mayActFor(context.caller, history.registered.careProviderId))
      throw new UnknownConsent('care-provider');
    return { result: OK, content: answer, ...positions };
  }

  shown(): number {
    return 1;
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
