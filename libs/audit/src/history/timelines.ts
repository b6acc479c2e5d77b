import { setImmediate as turn } from 'node:timers/promises';
import type { Instant, PersonIdentity } from '#consent';
import type { EventStore } from '#event-store';
import {
  extendedConsentsForPatient,
  storedConsents,
  UNBOUNDED,
  type CareProviderRows,
  type PatientRows,
  type StoredConsent,
} from '#read-models';
import { BrokenHistory, consentHistory, type ConsentHistory, type HistoryEntry } from './consent-history';

type Streams = Pick<EventStore, 'readStream'>;

/** All of a patient's consents, at every care provider, the ended too, in the order of their registration. */
export async function* patientHistories(
  store: Streams,
  rows: PatientRows,
  patient: PersonIdentity,
): AsyncGenerator<ConsentHistory> {
  const { consents } = extendedConsentsForPatient(
    rows,
    { patient, careProviders: 'all', includeCancelled: true },
    ALWAYS,
    UNBOUNDED,
  );
  for (const { assertion } of consents) yield await existing(store, assertion.assertionId);
}

/** Nothing is left out for having ended, so it does not matter when it is asked. */
const ALWAYS: Instant = 0;

/** Which part of a care provider's history is asked for: what was recorded from an instant to another, both included. */
export interface Period {
  readonly from: Instant;
  readonly to: Instant;
}

/** How many consents are looked up in the read model at a time. */
const PAGE = 500;

/**
 * A care provider's consents that anything was recorded of in the period, in the order in which they were last changed, page by
 * page. A consent that is changed meanwhile comes again with what is new; nothing is left out. Others have a turn between pages:
 * an embedded store answers at once, so a signal would not be heard, nor what was written given free, before the end.
 * @param rows the read model as it stands when it is called, for it goes on meanwhile.
 */
export async function* careProviderHistories(
  store: Streams,
  rows: () => CareProviderRows,
  careProviderId: string,
  period: Period,
): AsyncGenerator<ConsentHistory> {
  let after: StoredConsent['place'] | undefined;
  for (;;) {
    const page = storedConsents(rows(), { careProviderId, storedOnOrAfter: period.from, after, limit: PAGE });
    for (const { assertionId } of page) {
      const history = await existing(store, assertionId);
      if (history.entries.some((entry) => isWithin(entry, period))) yield history;
    }
    after = page.at(-1)?.place;
    if (!after) return;
    await turn();
  }
}

export const isWithin = ({ event }: HistoryEntry, { from, to }: Period): boolean =>
  event.recordedAt >= from && event.recordedAt <= to;

async function existing(store: Streams, assertionId: string): Promise<ConsentHistory> {
  const history = await consentHistory(store, assertionId);
  if (history) return history;
  throw new BrokenHistory(
    `The read models know consent ${assertionId}, and the ledger has no history of it. Run "ledger verify".`,
  );
}
