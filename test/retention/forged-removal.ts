import { join } from 'node:path';
import { EmbeddedEventStore, type StoredEvent } from '#event-store';
import { DECISION_HISTORY, RootAccumulator, withoutRecords } from '#evidence';
import { newRandomId } from '#platform';
import {
  beginRemovals,
  endRemoval,
  noteOf,
  planRetention,
  streamOfContent,
  type RemovalBegun,
  type RemovedDay,
} from '#retention';
import { LogFiles } from '../corruption/log-files';

const nobodysHolds = { readStream: async () => [], readAll: async function* () {} };

/** What somebody with the disk makes of the days whose time is over. */
export type Choice = (days: readonly RemovedDay[]) => readonly RemovedDay[];

const YEARS = 5;

/**
 * Removes records behind the log's back, with a removal that is written as `ledger retention apply` writes it.
 * @param choose which days are removed, and how many of their first batches.
 */
export async function forgeRemoval(dataDirectory: string, choose: Choice): Promise<void> {
  const removal = await inStore(dataDirectory, 'audit-log', async (auditStore) => {
    const plan = await planRetention({ store: nobodysHolds, auditStore, years: YEARS, now: Date.now() });
    const chosen = choose(plan.days.map(({ keptBy: _, ...day }) => day));
    const batches = await Promise.all(chosen.map((day) => firstBatches(day, auditStore)));
    const days = chosen.map((day, at) => ({ ...day, root: rootOver(batches[at]!) }));
    return { begun: removalOf(days), batches: batches.flat() };
  });
  await inStore(dataDirectory, 'log', async (store) => {
    const { removalId, systemUser, recordedAt } = removal.begun;
    await beginRemovals(store, [removal.begun]);
    await endRemoval(store, { removalId, isRemoved: true, systemUser, recordedAt });
  });
  await hide(dataDirectory, removal);
}

const removalOf = (days: readonly RemovedDay[]): RemovalBegun => ({
  ...{ type: 'RemovalBegun', removalId: newRandomId(), plan: 'f'.repeat(64), years: YEARS, days },
  ...{ reason: 'Yearly', authority: 'Records schedule 4.2', systemUser: 'anna@consents-1' },
  recordedAt: Date.now(),
});

const firstBatches = (day: RemovedDay, auditStore: EmbeddedEventStore): Promise<StoredEvent[]> =>
  auditStore.readStream(streamOfContent(day), { from: 0, limit: day.batches });

function rootOver(batches: readonly StoredEvent[]): string {
  const tree = new RootAccumulator();
  for (const batch of batches) tree.add(DECISION_HISTORY.leafOf(batch));
  return tree.root().toString('base64');
}

interface Forged {
  readonly begun: RemovalBegun;
  readonly batches: readonly StoredEvent[];
}

function hide(dataDirectory: string, { begun, batches }: Forged): Promise<void> {
  const left = new Map(batches.map((batch) => [batch.id, withoutRecords(batch, noteOf(begun)).data]));
  return LogFiles.tamper(
    dataDirectory,
    (files) => {
      const events = files.arrays();
      for (const event of events) event[4] = (left.get(event[0]) ?? event[4]) as Record<string, unknown>;
      files.rewrite(events);
    },
    'audit-log',
  );
}

async function inStore<T>(
  dataDirectory: string,
  log: 'log' | 'audit-log',
  work: (store: EmbeddedEventStore) => Promise<T>,
): Promise<T> {
  const store = await EmbeddedEventStore.open(join(dataDirectory, log));
  return work(store).finally(() => store.close());
}
