import { join } from 'node:path';
import { EmbeddedEventStore } from '#event-store';
import { newRandomId } from '#platform';
import { placeHold } from '#retention';

/** Places a hold on all records of a day, in a ledger that nobody has open. */
export async function placeCaseHold(dataDirectory: string, day: string): Promise<void> {
  const store = await EmbeddedEventStore.open(join(dataDirectory, 'log'));
  await placeHold(store, {
    ...{ type: 'HoldPlaced', holdId: newRandomId() },
    subject: { kind: 'case', reference: 'dnr 1', from: day, to: day },
    ...{ reason: 'Supervision', authority: 'Decision of 2 April', systemUser: 'anna@consents-1' },
    recordedAt: Date.now(),
  });
  await store.close();
}
