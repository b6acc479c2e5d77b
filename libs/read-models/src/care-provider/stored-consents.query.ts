import type { Instant } from '#consent';
import type { CareProviderRows, Place } from './care-provider.projection';
import { storedPrefix } from './care-provider.projection';

export interface StoredConsentsQuestion {
  readonly careProviderId: string;
  /** Only what was last changed at this time or later. */
  readonly storedOnOrAfter: Instant;
  /** Only what comes after this place. */
  readonly after?: Place;
  /** How many to answer with at most. */
  readonly limit: number;
}

/** A consent, and its place in the order in which consents were last changed. */
export interface StoredConsent {
  readonly assertionId: string;
  readonly place: Place;
}

/** The ids of a care provider's consents, the ended too, in the order in which they were last changed. */
export function storedConsents(rows: CareProviderRows, question: StoredConsentsQuestion): StoredConsent[] {
  const { careProviderId, storedOnOrAfter, after, limit } = question;
  const { storedAt, position } = after ?? { storedAt: storedOnOrAfter, position: -1 };
  const found: StoredConsent[] = [];
  const prefix = storedPrefix(careProviderId);
  for (const { key, row } of rows.scan(prefix, [...prefix, storedAt, position + 1])) {
    if (row.kind !== 'consent') continue;
    const place = { storedAt: key[2] as Instant, position: key[3] as number };
    found.push({ assertionId: row.assertion.assertionId, place });
    if (found.length >= limit) break;
  }
  return found;
}
