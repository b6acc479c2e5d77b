import type { EventStore } from '#event-store';
import type { AppendOutcome, Metrics } from './metrics';

/** What commands need of the store, with every append counted and timed. */
export function metered(
  store: EventStore,
  metrics: Metrics,
): Pick<EventStore, 'append' | 'readStream' | 'head'> {
  return {
    head: () => store.head(),
    readStream: (stream, options) => store.readStream(stream, options),
    append: async (stream, expected, events) => {
      const begun = performance.now();
      let outcome: AppendOutcome = 'failed';
      try {
        const result = await store.append(stream, expected, events);
        outcome = result.ok ? 'appended' : 'lost race';
        return result;
      } finally {
        metrics.appendEnded(outcome, (performance.now() - begun) / 1000);
      }
    },
  };
}
