import { join } from 'node:path';
import { EmbeddedEventStore } from '#event-store';
import { AppendQueue } from './append-queue';
import { DecisionBatches } from './decision-batches';
import { GeneratedDecisions } from './generated-decisions';
import { GeneratedHistory } from './generated-history';
import { Requests } from './requests';
import { SeededRandom } from './seeded-random';

export interface LedgerSize {
  /** Events in the log, those of idempotency keys included. */
  readonly events: number;
  /** Checks in the decision log. */
  readonly decisions: number;
  /** The same seed gives the same ledger, byte by byte. */
  readonly seed: number;
}

/** In milliseconds. Thousands of events wait at a time, on a busy machine for long. */
const PATIENT = { appendTimeout: 600_000 };

/**
 * Writes a made-up ledger of five years into the embedded store, in an empty folder: `log/` and `audit-log/`, without a service in
 * between. @throws when there is something in the logs already.
 */
export async function writeLedger(dataDirectory: string, size: LedgerSize): Promise<void> {
  const store = await EmbeddedEventStore.open(join(dataDirectory, 'log'), PATIENT);
  const auditStore = await EmbeddedEventStore.open(join(dataDirectory, 'audit-log'), PATIENT);
  try {
    if ((await store.head()) >= 0 || (await auditStore.head()) >= 0)
      throw new Error('A ledger is generated where there is none yet.');
    await fill(new AppendQueue(store), new AppendQueue(auditStore), size);
  } finally {
    await store.close();
    await auditStore.close();
  }
}

/** The decisions have a seed of their own, so that their number changes nothing in the history. */
async function fill(log: AppendQueue, auditLog: AppendQueue, size: LedgerSize): Promise<void> {
  const history = new GeneratedHistory(size.events, new SeededRandom(size.seed));
  const random = new SeededRandom(~size.seed);
  const requests = new Requests(random);
  const decisions = new GeneratedDecisions(history.patients, random, requests);
  const batches = new DecisionBatches(random, requests, auditLog);
  let made = 0;
  for (const { appends, recorded, now, position } of history.steps()) {
    for (const append of appends) await log.add(append);
    for (const each of recorded) decisions.note(each);
    const due = Math.floor(((position + 1) / size.events) * size.decisions);
    for (; made < due; made++) await batches.add(decisions.decide(now + 1 + (made % 1000), position));
  }
  await batches.end();
  const last = await log.end();
  if (last !== size.events - 1) throw new Error(`The log ends at ${last}, not at ${size.events - 1}.`);
  await auditLog.end();
}
