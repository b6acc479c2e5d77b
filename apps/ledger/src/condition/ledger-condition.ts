import { setTimeout as wait } from 'node:timers/promises';
import { localTime } from '#audit';
import { openExistingStores, type OpenStores } from '#consent-ledger';
import { lastEventToProve, newestCheckpoint, type RecordedCheckpoint } from '#evidence';
import { NO_POSITION, type EventStore, type Position } from '#event-store';
import type { Config } from '#platform';
import { sentenceOf } from '../known-failures';
import type { Invocation } from '../ledger-command';
import type { Finding } from './finding';
import { timeStampCondition } from './time-stamp-condition';
import { witnessCondition } from './witness-condition';

/** How long a running service may take to sign, and how often it is looked for, in milliseconds. It signs at most once a second. */
const SIGNING_TIME = 10_000;
const LOOKED_EVERY = 200;

const UNSIGNED =
  'Events after it wait for a signature. A running service signs within seconds: start one, or look in its log for why it does not.';

/** Whether the ledger can be opened, how long it is, and how far it is signed for. */
export async function ledgerCondition(invocation: Invocation): Promise<readonly Finding[]> {
  const config = await invocation.config();
  const store = { about: 'Store', state: storeIn(config) };
  try {
    const stores = await openExistingStores(config, await invocation.log());
    const findings = await invocation.using(stores, async (opened) => [
      ...(await lengthAndSignature(opened)),
      ...(await witnessCondition(opened, config)),
      ...(await timeStampCondition(opened, config, invocation.clock)),
    ]);
    return [store, ...findings];
  } catch (error) {
    const sentence = sentenceOf(error);
    if (sentence === null) throw error;
    return [store, { about: 'Ledger', state: 'cannot be opened', advice: sentence }];
  }
}

/** A connection string holds a password, so only its addresses are shown. */
function storeIn({ EVENT_STORE_URL, STREAM_PREFIX, DATA_DIR }: Config): string {
  if (EVENT_STORE_URL === undefined) return `embedded, in ${DATA_DIR}`;
  const [, hosts] = /^[^:]+:\/\/(?:[^@/]*@)?([^/?]*)/.exec(EVENT_STORE_URL) ?? [];
  const prefix = STREAM_PREFIX === undefined ? '' : `, streams that begin with ${STREAM_PREFIX}`;
  return `EventStoreDB at ${hosts}${prefix}`;
}

async function lengthAndSignature(stores: OpenStores): Promise<readonly Finding[]> {
  const head = await stores.store.head();
  const ledger = { about: 'Ledger', state: head === NO_POSITION ? 'empty' : `ends at position ${head}` };
  return [ledger, await signature(stores)];
}

async function signature({ store, auditStore }: OpenStores): Promise<Finding> {
  const last = await lastEventToProve(store);
  const newest = await covering(last, auditStore);
  const state = newest
    ? `covers ${newest.size} events, to position ${newest.position}; signed ${localTime(Date.parse(newest.signedAt))}`
    : 'none';
  return { about: 'Newest checkpoint', state, ...(covers(newest, last) ? {} : { advice: UNSIGNED }) };
}

/** The newest checkpoint: if it does not cover the last event, after the time that a running service may take to sign. */
async function covering(last: Position, auditStore: EventStore): Promise<RecordedCheckpoint | null> {
  const giveUpAt = performance.now() + SIGNING_TIME;
  for (;;) {
    const newest = await newestCheckpoint(auditStore);
    if (covers(newest, last) || performance.now() > giveUpAt) return newest;
    await wait(LOOKED_EVERY);
  }
}

const covers = (checkpoint: RecordedCheckpoint | null, last: Position): boolean =>
  last === NO_POSITION || (checkpoint !== null && checkpoint.position >= last);
