import type { ResponseAt } from '#contracts';
import type { Effect, HeldConsent, HeldConsents } from './held-consents';

type Page = Omit<ResponseAt<'get-consent-changes'>['getConsentChangesResult'], 'result'>;
type Change = Page['changes'][number];

/** A page of changes that can be relied on. */
export interface ReadPage {
  readonly changes: readonly Change[];
  readonly hasMore: boolean;
  readonly cursor: string;
  readonly position: number;
  /** The service's time when it was asked, in milliseconds since 1970. */
  readonly readAt: number;
}

/** A page that a copy cannot be kept by. Its service may be newer than this package. */
export class UnreadableChanges extends Error {
  override readonly name = 'UnreadableChanges';
}

/** @throws UnreadableChanges */
export function readPage({ changes, hasMore, cursor, position, readAt }: Page): ReadPage {
  if (cursor === undefined || typeof position !== 'number') throw lacking('a cursor and a position');
  return { changes: inOrder(changes), hasMore, cursor, position, readAt: instantOf(readAt, 'readAt') };
}

/** @throws UnreadableChanges */
export function inOrder(changes: readonly Change[]): readonly Change[] {
  const ascend = changes.every(
    (change, index) => index === 0 || changes[index - 1]!.position < change.position,
  );
  if (!ascend) throw new UnreadableChanges('The changes are not in the order of the ledger.');
  return changes;
}

/** What a change does to what is held; `null`: nothing. @throws UnreadableChanges */
export function effectOf(change: Change, held: Pick<HeldConsents, 'get'>): Effect | null {
  const id = textOf(change.assertionId, 'assertionId').toLowerCase();
  switch (change.change) {
    case 'registered':
      return { put: registered(change, id) };
    case 'ended':
      return ended(change, held.get(id));
    case 'cancelled':
    case 'deleted':
    case 'unreadable':
      return { gone: id };
    default:
      throw new UnreadableChanges('A change is of a kind that this package does not know.');
  }
}

function registered({ assertion, position, ...change }: Change, id: string): HeldConsent {
  if (assertion === undefined) throw lacking('the consent');
  const { assertionType, careUnitId, employeeId, patientId } = assertion;
  const { root, extension } = patientId;
  return {
    id,
    assertionType,
    careUnitId: textOf(careUnitId, 'careUnitId'),
    ...(employeeId !== undefined && { employeeId }),
    patientId: { root: textOf(root, 'root'), extension: textOf(extension, 'extension') },
    startsAt: instantOf(change.validFrom, 'validFrom'),
    ...(change.validTo !== undefined && { lastValidAt: instantOf(change.validTo, 'validTo') }),
    recordedAt: instantOf(change.recordedAt, 'recordedAt'),
    registeredAt: position,
  };
}

function ended({ validTo, recordedAt }: Change, held: HeldConsent | undefined): Effect | null {
  const lastValidAt = instantOf(validTo, 'validTo');
  const latest = instantOf(recordedAt, 'recordedAt');
  return held ? { put: { ...held, lastValidAt, recordedAt: Math.max(held.recordedAt, latest) } } : null;
}

function textOf(value: unknown, name: string): string {
  if (typeof value !== 'string') throw lacking(name);
  return value;
}

/** In milliseconds since 1970. @throws UnreadableChanges */
export function instantOf(value: unknown, name: string): number {
  const instant = Date.parse(textOf(value, name));
  if (Number.isNaN(instant)) throw lacking(name);
  return instant;
}

const lacking = (what: string): UnreadableChanges =>
  new UnreadableChanges(`The changes cannot be read: ${what} is missing.`);
