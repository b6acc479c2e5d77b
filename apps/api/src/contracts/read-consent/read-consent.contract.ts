import { Inject, Injectable } from '@nestjs/common';
import { consentHistory, type ConsentHistory } from '#audit';
import { isUuid, mayActFor, type Instant, type PersonIdentity } from '#consent';
import type { EventStore } from '#event-store';
import {
  extendedConsentsForPatient,
  patientProjection,
  RowsInMemory,
  UNBOUNDED,
  type ExtendedAssertion,
  type PatientRow,
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
 * One consent, by its id. It is read from the ledger itself, so it is never old, and is answered as GetExtendedConsentsForPatient
 * answers it. The national service has no such contract, and it is at the FHIR door alone.
 */
@Injectable()
export class ReadConsent implements Contract<ReadConsentDto, ExtendedAssertion> {
  readonly name = 'ReadConsent';
  readonly kind = 'query';

  constructor(@Inject(EVENT_STORE) private readonly store: EventStore) {}

  /** What is no id of a consent is an unknown one. */
  validate(): readonly [] {
    return [];
  }

  /** The request names none: whose consent it is, is known when it was read. */
  careProviderOf(): null {
    return null;
  }

  /** @throws UnknownConsent */
  async run(
    { assertionId }: ReadConsentDto,
    { caller, now }: RequestContext,
  ): Promise<Outcome<ExtendedAssertion>> {
    const history = isUuid(assertionId) ? await consentHistory(this.store, assertionId) : null;
    if (!history) throw new UnknownConsent();
    if (!mayActFor(caller, history.registered.careProviderId)) throw new UnknownConsent('care-provider');
    const { order, position: knownPosition } = history.entries.at(-1)!;
    return { result: OK, content: consentIn(history, now), position: order, knownPosition };
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

/** By the projection and the question of the lists, so that one consent is answered as it is there. */
function consentIn({ registered, entries }: ConsentHistory, now: Instant): ExtendedAssertion {
  const rows = new RowsInMemory<PatientRow>();
  for (const entry of entries) rows.apply(patientProjection.apply({ ...entry, position: entry.order }, rows));
  const { patient } = registered;
  const question = { patient, careProviders: 'all', includeCancelled: true } as const;
  return extendedConsentsForPatient(rows, question, now, UNBOUNDED).consents[0]!;
}
