import type { ConsentEvent, ConsentRegistered, Recorded } from '#consent';
import { latestRecordedAt, spanOf } from '../assertion';
import { consentKey } from '../consent-key';
import type { Key, Projection, RowReader } from '../projection';
import { shapesOf, wordsFor } from '../row-words';
import { notingUnreadable } from '../unreadable';
import {
  checkKey,
  type CheckedConsent,
  type CheckRow,
  type PlaceRow,
  type ShelvedRow,
} from './checked-place';
import { hasEnded, shelvedConsent, Shelves } from './shelves';

const words = wordsFor(
  [
    ...shapesOf('kind consents older? ended? position'),
    ...shapesOf('consents lastValidAt'),
    ...shapesOf('assertionId assertionType employeeId? startsAt lastValidAt registeredPosition recordedAt'),
    ...shapesOf('kind shelf consent'),
    ...shapesOf('kind key'),
  ],
  ['place', 'shelved', 'pointer', 'older', 'ended', 'Consent', 'Emergency'],
);

/**
 * One row has all that nearly every check must look at, however many consents there were: what has been cancelled or deleted leaves
 * it, what has ended leaves it when it is next written, and so do the oldest of very many. Nothing follows from when that is: a
 * consent that ended can still be found for a question about an earlier instant.
 */
export const checkProjectionHolding = (most: number): Projection<CheckRow> =>
  notingUnreadable<CheckRow>({
    name: 'check',
    version: 5,
    words,
    apply(recorded, rows) {
      const place = checkKey(recorded.event);
      const row = placeRow(rows, place);
      if (row && row.position >= recorded.position) return [];
      const shelved = row && shelvedConsent(rows, row, place, recorded.event.assertionId);
      const shelves = new Shelves(place, row, most);
      const held = row?.consents ?? [];
      if (!shelved) return shelves.written(changeHeld(recorded, held, shelves), recorded.position);
      changeShelved(recorded, shelved, shelves);
      return shelves.written(held, recorded.position);
    },
  });

function placeRow(rows: RowReader<CheckRow>, place: Key): PlaceRow | null {
  const row = rows.get(place);
  return row?.kind === 'place' ? row : null;
}

const changeHeld = (
  recorded: Recorded<ConsentEvent>,
  held: readonly CheckedConsent[],
  shelves: Shelves,
): readonly CheckedConsent[] => shelves.fill(consentsAfter(recorded, held), recorded.event.recordedAt);

/** What is still running goes back to where it was, since all that are held were registered after it. */
function changeShelved(recorded: Recorded<ConsentEvent>, shelved: ShelvedRow, shelves: Shelves): void {
  shelves.take(shelved);
  for (const consent of consentsAfter(recorded, [shelved.consent]))
    shelves.put(consent, hasEnded(consent, recorded.event.recordedAt) ? 'ended' : shelved.shelf);
}

/** Hardly a patient has more consents at one unit, and all that are held are read for every check. */
const HELD = 16;

export const checkProjection = checkProjectionHolding(HELD);

/** A later event about a consent that is not there changes nothing: what was never registered gives nobody access. */
function consentsAfter(
  { event, position }: Recorded<ConsentEvent>,
  consents: readonly CheckedConsent[],
): readonly CheckedConsent[] {
  const isMeant = ({ assertionId }: CheckedConsent) =>
    consentKey(assertionId) === consentKey(event.assertionId);
  switch (event.type) {
    case 'ConsentRegistered':
      return [...consents, checkedConsent(event, position)];
    case 'ConsentCancelled':
    case 'ConsentDeleted':
      return consents.filter((consent) => !isMeant(consent));
    case 'ConsentEndedByPatient':
      return consents.map((consent) =>
        isMeant(consent)
          ? { ...consent, lastValidAt: event.end.at, recordedAt: latestRecordedAt(consent, event) }
          : consent,
      );
  }
}

const checkedConsent = (event: ConsentRegistered, position: number): CheckedConsent => ({
  assertionId: event.assertionId,
  assertionType: event.assertionType,
  ...(event.employeeId !== undefined && { employeeId: event.employeeId }),
  ...spanOf(event),
  registeredPosition: position,
  recordedAt: event.recordedAt,
});
