import type { RestorableStore } from '../restorable-store';
import { appendsToStreams } from './appends';
import { closesGracefully } from './closing';
import { survivesConcurrency } from './concurrency';
import type { MakeStore, OpenedStore } from './events';
import { answersRetries } from './idempotence';
import { readsStreams } from './read-stream';
import { readsTheWholeLog } from './read-all';
import { restoresEvents } from './restoring';
import { subscribes } from './subscriptions';
import { staysLive } from './live-subscriptions';
import { respectsLimits } from './limits';

/** What every store must do, whichever it is: the port in examples. Run it from a spec. */
export function eventStoreSuite(name: string, makeStore: MakeStore): void {
  describe(name, () => {
    let opened: OpenedStore;
    const store = (): RestorableStore => opened.store;
    beforeAll(async () => {
      opened = await makeStore();
    });
    afterAll(() => opened.dispose());

    describe('appends', () => appendsToStreams(store));
    describe('answers a retried append', () => answersRetries(store));
    describe('reads the whole log', () => readsTheWholeLog(store));
    describe('subscribes', () => subscribes(store));
    describe('stays live', () => staysLive(store));
    describe('restores events', () => restoresEvents(store));
    // What makes the log long comes late: those above read it from its start.
    describe('reads a stream', () => readsStreams(store));
    describe('respects limits', () => respectsLimits(store));
    describe('survives concurrency', () => survivesConcurrency(store));
    describe('closes', () => closesGracefully(makeStore));
  });
}
