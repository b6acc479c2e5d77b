import { knownPosition, type RestorableStore } from '#event-store';

/** An import into the ledger was begun and not finished: a part of its history is missing, so it must not answer. */
export class HalfImported extends Error {
  override readonly name = 'HalfImported';
}

/** @throws HalfImported with how far the import came. */
export async function demandWholeHistory(
  store: Pick<RestorableStore, 'restorationUnderWay' | 'readAll'>,
): Promise<void> {
  const mark = await store.restorationUnderWay();
  if (!mark) return;
  throw new HalfImported(
    `An import into this ledger is not finished: it has come to ${await lastPosition(store)}, of a file of ${mark.events} events ` +
      `whose last line has sha256 ${mark.sha256}. Wait until it ends, or run "ledger import" with the same file again: ` +
      'it goes on where it stopped. Until then nothing is answered from this ledger.',
  );
}

async function lastPosition(store: Pick<RestorableStore, 'readAll'>): Promise<string> {
  for await (const event of store.readAll({ direction: 'backwards', limit: 1 }))
    return `position ${knownPosition(event)}`;
  return 'no event yet';
}
