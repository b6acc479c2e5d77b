import type { EventStore } from '#event-store';
import type { Readable } from '#ledger';
import type { Tracing } from '#platform';

type CommandStore = Pick<EventStore, 'append' | 'readStream' | 'head'>;
type Barrier = Readable['barrier'];

/** What commands need of the store, with a span for every append. */
export const tracedStore = (store: CommandStore, tracing: Tracing): CommandStore => ({
  head: () => store.head(),
  readStream: (stream, options) => store.readStream(stream, options),
  append: (stream, expected, events) =>
    tracing.within('append', { 'consent.events': events.length }, () =>
      store.append(stream, expected, events),
    ),
});

/** The read barrier, with a span for what each query waits. */
export const tracedBarrier = (barrier: Barrier, tracing: Tracing): Barrier => ({
  pass: (atLeast) => tracing.within('barrier', {}, () => barrier.pass(atLeast)),
});
