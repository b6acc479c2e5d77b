import { hsaKey, type ConsentEvent, type Instant, type Recorded, type UnreadableConsent } from '#consent';
import { assertionOf, type Assertion } from '../assertion';
import type { Key, RowReader } from '../projection';
import { isUnreadableConsent } from '../unreadable';

/** What a change did to its consent. */
export type ConsentChange =
  | { readonly change: 'registered'; readonly assertion: Assertion }
  | { readonly change: 'ended'; readonly lastValidAt: Instant }
  | { readonly change: 'cancelled' | 'deleted' }
  /** Something in its history cannot be read: it gives no access any more, whatever follows. */
  | { readonly change: 'unreadable' };

/** One change of a consent, for good. */
export interface ChangeRow {
  readonly kind: 'change';
  readonly assertionId: string;
  /** Absent: it cannot be read. */
  readonly recordedAt?: Instant;
  /** Distinguishes the event from one that another history has at the same position. */
  readonly mark: string;
  readonly what: ConsentChange;
}

export const changePrefix = (careProviderId: string): Key => ['change', hsaKey(careProviderId)];

export const changeKey = (careProviderId: string, position: number): Key => [
  ...changePrefix(careProviderId),
  position,
];

/** The row of what an event did. An event after one that cannot be read makes its consent no better. */
export function changeByEvent(
  { event, provenance }: Recorded<ConsentEvent>,
  rows: RowReader<unknown>,
): ChangeRow {
  const { assertionId, recordedAt } = event;
  const what = isUnreadableConsent(rows, assertionId) ? LOST : whatDid(event);
  return { kind: 'change', assertionId, recordedAt, mark: markOf(provenance.commandId), what };
}

export const unreadableChange = ({ assertionId }: UnreadableConsent): ChangeRow => ({
  kind: 'change',
  assertionId,
  mark: UNKNOWN_MARK,
  what: LOST,
});

const LOST = { change: 'unreadable' } as const;

const UNKNOWN_MARK = '0';

/** The end of the id of the request that was carried out: enough of it that no other history has the same by chance. */
const markOf = (commandId: string | undefined): string =>
  commandId
    ?.toLowerCase()
    .replace(/[^0-9a-z]/g, '')
    .slice(-12) ?? UNKNOWN_MARK;

function whatDid(event: ConsentEvent): ConsentChange {
  switch (event.type) {
    case 'ConsentRegistered':
      return { change: 'registered', assertion: assertionOf(event) };
    case 'ConsentEndedByPatient':
      return { change: 'ended', lastValidAt: event.end.at };
    case 'ConsentCancelled':
      return { change: 'cancelled' };
    case 'ConsentDeleted':
      return { change: 'deleted' };
  }
}
