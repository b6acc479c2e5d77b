import { faultOfFreeText, REASON_MAX_LENGTH } from '#consent';
import type { EventStore } from '#event-store';
import { newId } from '#platform';
import type { Grounds, Hold, HoldEvent, HoldLifted, HoldPlaced } from './hold';
import { decodeHold, encodeHold } from './hold-codec';

/** Holds are events of the ledger, so they are proved with the others: one stream of all of them, whose name says nothing of anybody. */
export const HOLDS = 'legal-holds';

/** A hold that cannot be placed or lifted: nothing was recorded. */
export class HoldRefused extends Error {
  override readonly name = 'HoldRefused';
}

/** Every hold ever placed, in that order. @throws UnknownHold, StoreUnavailable */
export async function readHolds(store: Pick<EventStore, 'readStream'>): Promise<readonly Hold[]> {
  return (await holdsAndRevision(store)).holds;
}

/** Those that keep something. */
export const activeHolds = (holds: readonly Hold[]): readonly Hold[] => holds.filter(({ lifted }) => !lifted);

/** @throws HoldRefused when a text cannot be kept for good. */
export async function placeHold(store: Pick<EventStore, 'append'>, placed: HoldPlaced): Promise<void> {
  demandGrounds(placed);
  if (placed.subject.kind === 'case') demandText('The case', placed.subject.reference);
  await store.append(HOLDS, 'any', [{ id: newId(), ...encodeHold(placed) }]);
}

/** @throws HoldRefused when there is no such hold, it is lifted already, or a text cannot be kept for good. */
export async function liftHold(
  store: Pick<EventStore, 'append' | 'readStream'>,
  lifted: HoldLifted,
): Promise<Hold> {
  demandGrounds(lifted);
  const event = { id: newId(), ...encodeHold(lifted) };
  for (;;) {
    const { holds, revision } = await holdsAndRevision(store);
    const hold = holds.find(({ placed }) => placed.holdId === lifted.holdId);
    if (!hold) throw new HoldRefused(`There is no hold ${lifted.holdId}. "ledger hold list" prints them.`);
    if (hold.lifted) throw new HoldRefused(`The hold ${lifted.holdId} is lifted already.`);
    if ((await store.append(HOLDS, revision, [event])).ok) return { ...hold, lifted };
  }
}

async function holdsAndRevision(store: Pick<EventStore, 'readStream'>) {
  const events = await store.readStream(HOLDS);
  const holds = new Map<string, Hold>();
  for (const stored of events) add(holds, decodeHold(stored));
  return { holds: [...holds.values()], revision: events.at(-1)?.revision ?? ('no-stream' as const) };
}

function add(holds: Map<string, Hold>, event: HoldEvent): void {
  if (event.type === 'HoldPlaced') holds.set(event.holdId, { placed: event });
  else {
    const hold = holds.get(event.holdId);
    if (hold) holds.set(event.holdId, { ...hold, lifted: event });
  }
}

/** @throws HoldRefused when a text cannot be kept for good. */
export function demandGrounds({ reason, authority }: Grounds): void {
  demandText('The reason', reason);
  demandText('The authority', authority);
}

/** @throws HoldRefused */
function demandText(what: string, text: string): void {
  if (text.trim() === '') throw new HoldRefused(`${what} is empty.`);
  const fault = faultOfFreeText(text);
  if (fault === 'too-long') throw new HoldRefused(`${what} has at most ${REASON_MAX_LENGTH} characters.`);
  if (fault === 'holds-identity')
    throw new HoldRefused(`${what} holds a personal identity. It is kept for good, so it may not.`);
}
