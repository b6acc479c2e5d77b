import type { ConsentEvent, Instant, ReadableEvent, Recorded, StatedTime } from '#consent';
import { hasExpired, hsaKey, isUnreadable } from '#consent';
import type { Assertion } from '../assertion';
import { assertionOf, latestRecordedAt, spanOf } from '../assertion';
import { consentKey } from '../consent-key';
import type { Change, Key, Projection, RowReader, Rows } from '../projection';
import { ASSERTION_SHAPES, ASSERTION_TEXTS, shapesOf, wordsFor } from '../row-words';
import { notingUnreadable } from '../unreadable';
import { changeByEvent, changeKey, unreadableChange, type ChangeRow } from './change-rows';

/** The latest storage time of one care provider. */
interface ClockRow {
  readonly kind: 'clock';
  readonly storedAt: Instant;
}

/** Where a consent's row is now, and thereby the last event that changed it. */
interface PlaceRow extends Place {
  readonly kind: 'place';
  readonly careProviderId: string;
}

/** A consent, filed under the time its latest change was stored. */
export interface StoredConsentRow {
  readonly kind: 'consent';
  readonly assertion: Assertion;
  /** When it was cancelled or deleted, as stated. Absent: neither. */
  readonly cancellationDate?: StatedTime;
  /**
   * It was ended, cancelled or deleted while it still ran as registered. A copy that holds it as registered has to learn of that
   * even when it has expired; any other expires in the copy by itself.
   */
  readonly endedEarly?: true;
  readonly recordedAt: Instant;
}

export type CareProviderRow = ClockRow | PlaceRow | StoredConsentRow | ChangeRow;
export type CareProviderRows = Rows<CareProviderRow>;

/** A place in the order in which a care provider's consents were stored. */
export interface Place {
  readonly storedAt: Instant;
  readonly position: number;
}

/** No storage time is earlier, so a synchronisation that begins here cannot miss anything. */
export const EARLIEST_STORAGE: Instant = 0;

export const storedPrefix = (careProviderId: string): Key => ['row', hsaKey(careProviderId)];

const storedKey = (careProviderId: string, { storedAt, position }: Place): Key => [
  ...storedPrefix(careProviderId),
  storedAt,
  position,
];
const placeKey = (assertionId: string): Key => ['place', consentKey(assertionId)];
const clockKey = (careProviderId: string): Key => ['clock', hsaKey(careProviderId)];

const words = wordsFor(
  [
    ...shapesOf('kind storedAt'),
    ...shapesOf('kind careProviderId storedAt position'),
    ...shapesOf('kind assertion recordedAt endedEarly? cancellationDate?'),
    ...shapesOf('kind assertionId recordedAt? mark what'),
    ...shapesOf('change assertion'),
    ...shapesOf('change lastValidAt'),
    ...shapesOf('change'),
    ...ASSERTION_SHAPES,
  ],
  [
    ...ASSERTION_TEXTS,
    ...['consent', 'place', 'clock', 'change'],
    ...['registered', 'ended', 'cancelled', 'deleted', 'unreadable'],
  ],
);

/**
 * A care provider's consents in the order in which they were stored, for systems that keep a copy and fetch what is new. Every
 * change moves the consent's row to the end, so that a reader who has come this far still meets it. Beside them stands each change by
 * itself, which never moves.
 */
const ofReadableEvents = notingUnreadable<CareProviderRow>({
  name: 'care-provider',
  version: 6,
  words,
  apply(recorded, rows) {
    const { event, position } = recorded;
    const place = placeOf(rows, event.assertionId);
    if (place && place.position >= position) return [];
    const row = rowAfter(event, place && storedConsent(rows, event.careProviderId, place));
    if (!row) return [];
    const change = { key: changeKey(event.careProviderId, position), row: changeByEvent(recorded, rows) };
    return [change, ...move(row, place, { storedAt: storageTime(rows, recorded), position })];
  },
});

export const careProviderProjection: Projection<CareProviderRow> = {
  ...ofReadableEvents,
  apply: (event, rows) => [...ofReadableEvents.apply(event, rows), ...lossOf(event, rows)],
};

/** A copy that holds a consent must learn that it can no longer be judged. One that was never listed is in no copy. */
function lossOf(event: ReadableEvent, rows: RowReader<CareProviderRow>): readonly Change<CareProviderRow>[] {
  if (!isUnreadable(event)) return [];
  const place = placeOf(rows, event.assertionId);
  if (!place || place.position > event.position) return [];
  return [{ key: changeKey(place.careProviderId, event.position), row: unreadableChange(event) }];
}

/**
 * A storage time never goes backwards in the ledger's order, whatever the writers' clocks say. With a recording time alone, an
 * event from a slow clock would land before what a caller has already fetched, and never be fetched at all.
 */
const storageTime = (rows: RowReader<CareProviderRow>, { event }: Recorded<ConsentEvent>): Instant =>
  Math.max(latestStorage(rows, event.careProviderId), event.recordedAt);

/** The latest storage time of a care provider, or the earliest there is when nothing was stored yet. */
export function latestStorage(rows: RowReader<CareProviderRow>, careProviderId: string): Instant {
  const clock = rows.get(clockKey(careProviderId));
  return clock?.kind === 'clock' ? clock.storedAt : EARLIEST_STORAGE;
}

function placeOf(rows: RowReader<CareProviderRow>, assertionId: string): PlaceRow | null {
  const place = rows.get(placeKey(assertionId));
  return place?.kind === 'place' ? place : null;
}

function storedConsent(
  rows: RowReader<CareProviderRow>,
  careProviderId: string,
  place: Place,
): StoredConsentRow | null {
  const row = rows.get(storedKey(careProviderId, place));
  return row?.kind === 'consent' ? row : null;
}

/** `null` when there is no consent to change: a log may keep the last event of a history that was erased. */
function rowAfter(event: ConsentEvent, present: StoredConsentRow | null): StoredConsentRow | null {
  if (event.type === 'ConsentRegistered') {
    return { kind: 'consent', assertion: assertionOf(event), recordedAt: event.recordedAt };
  }
  if (!present) return null;
  const row = {
    ...present,
    ...(isEndedEarly(event, present) && { endedEarly: true as const }),
    recordedAt: latestRecordedAt(present, event),
  };
  switch (event.type) {
    case 'ConsentCancelled':
      return { ...row, cancellationDate: event.cancellation.registrationDate };
    case 'ConsentDeleted':
      return { ...row, cancellationDate: event.deletion.registrationDate };
    case 'ConsentEndedByPatient':
      return { ...row, assertion: { ...row.assertion, end: event.end } };
  }
}

/** Later changes find an end that has been moved, and change nothing about this. */
const isEndedEarly = (event: ConsentEvent, present: StoredConsentRow): boolean =>
  present.endedEarly ?? !hasExpired(spanOf(present.assertion), event.recordedAt);

function move(row: StoredConsentRow, from: Place | null, to: Place): readonly Change<CareProviderRow>[] {
  const { assertionId, careProviderId } = row.assertion;
  return [
    ...(from ? [{ key: storedKey(careProviderId, from), row: null }] : []),
    { key: storedKey(careProviderId, to), row },
    { key: placeKey(assertionId), row: { kind: 'place', careProviderId, ...to } },
    { key: clockKey(careProviderId), row: { kind: 'clock', storedAt: to.storedAt } },
  ];
}
