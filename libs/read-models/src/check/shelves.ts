import type { Instant } from '#consent';
import { hasExpired } from '#consent';
import type { Change, Key, RowReader } from '../projection';
import {
  pointerKey,
  shelvedKey,
  type CheckedConsent,
  type CheckRow,
  type PlaceRow,
  type Shelf,
  type ShelfSummary,
  type ShelvedRow,
} from './checked-place';

/** The rows of one place while an event is applied to them. */
export class Shelves {
  private readonly changes: Change<CheckRow>[] = [];
  private readonly summaries: Partial<Record<Shelf, ShelfSummary>>;

  constructor(
    private readonly place: Key,
    private readonly row: PlaceRow | null,
    /** How many consents the row of the place holds. */
    private readonly most: number,
  ) {
    this.summaries = { older: row?.older, ended: row?.ended };
  }

  /** The consents of the place itself, those left out that have ended, and the oldest when they are too many. */
  fill(consents: readonly CheckedConsent[], at: Instant): readonly CheckedConsent[] {
    for (const consent of consents) if (hasEnded(consent, at)) this.put(consent, 'ended');
    const running = consents.filter((consent) => !hasEnded(consent, at));
    const older = running.slice(0, -this.most);
    for (const consent of older) this.put(consent, 'older');
    return running.slice(older.length);
  }

  put(consent: CheckedConsent, shelf: Shelf): void {
    const { consents, lastValidAt } = this.summaries[shelf] ?? { consents: 0, lastValidAt: -Infinity };
    this.summaries[shelf] = { consents: consents + 1, lastValidAt: later(lastValidAt, consent.lastValidAt) };
    const key = shelvedKey(this.place, shelf, consent);
    this.changes.push(
      { key, row: { kind: 'shelved', shelf, consent } },
      { key: pointerKey(this.place, consent.assertionId), row: { kind: 'pointer', key } },
    );
  }

  take({ consent, shelf }: ShelvedRow): void {
    const { consents, lastValidAt } = this.summaries[shelf]!;
    this.summaries[shelf] = consents > 1 ? { consents: consents - 1, lastValidAt } : undefined;
    this.changes.push(
      { key: shelvedKey(this.place, shelf, consent), row: null },
      { key: pointerKey(this.place, consent.assertionId), row: null },
    );
  }

  /** Everything to write. A place without any consent has no row. */
  written(consents: readonly CheckedConsent[], position: number): readonly Change<CheckRow>[] {
    const { older, ended } = this.summaries;
    if (consents.length === 0 && !older && !ended)
      return this.row ? [...this.changes, { key: this.place, row: null }] : this.changes;
    const row: PlaceRow = {
      kind: 'place',
      consents,
      ...(older && { older }),
      ...(ended && { ended }),
      position,
    };
    return [...this.changes, { key: this.place, row }];
  }
}

export function shelvedConsent(
  rows: RowReader<CheckRow>,
  { older, ended }: PlaceRow,
  place: Key,
  assertionId: string,
): ShelvedRow | null {
  if (!older && !ended) return null;
  const pointer = rows.get(pointerKey(place, assertionId));
  const shelved = pointer?.kind === 'pointer' ? rows.get(pointer.key) : null;
  return shelved?.kind === 'shelved' ? shelved : null;
}

export const hasEnded = (consent: CheckedConsent, at: Instant): boolean =>
  hasExpired(consent, Math.max(at, consent.recordedAt));

const later = (one: Instant | null, other: Instant | null): Instant | null =>
  one === null || other === null ? null : Math.max(one, other);
