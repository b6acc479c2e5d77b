import { DamagedEvent, EmbeddedEventStore, type EventStore, type Subscription } from '#event-store';
import { decodeTallied, sums, talliedEvent, temporaryFolders, type Sum } from './given/tally';
import { ReadModelStorage } from './read-model-storage';
import { ReadModelUpdater } from './read-model-updater';

const folder = temporaryFolders();

/** Hands events out one by one, and says of one that it is damaged, and in which stream, as a server's log can. */
const damagedAt = (position: number, log: EventStore): Pick<EventStore, 'subscribe'> => ({
  subscribe(options): Subscription {
    const whole = log.subscribe(options);
    async function* batches() {
      for await (const { events } of whole) {
        for (const event of events) {
          if (event.position === position)
            throw new DamagedEvent(position, 'cut off', { stream: event.stream });
          yield { events: [event], position: event.position };
        }
      }
    }
    return { [Symbol.asyncIterator]: batches, close: () => whole.close() };
  },
});

it('is gone behind at once, and not only with the next event', async () => {
  const log = await EmbeddedEventStore.open(await folder());
  await log.append('tally-1', 'any', [1, 2, 4].map(talliedEvent));
  const storage = ReadModelStorage.open(await folder(), [sums], decodeTallied);
  const failed = jest.fn();
  const updater = new ReadModelUpdater(damagedAt(2, log), storage, { failed, recovered: () => undefined });
  updater.start();
  await updater.reach(2, AbortSignal.timeout(20_000));
  expect([updater.reached(), updater.applied(), storage.position()]).toEqual([2, 2, 2]);
  expect(storage.view<Sum>('sums').rows.get(['tally-1'])).toMatchObject({ sum: 3 });
  expect(failed).not.toHaveBeenCalled();
  await updater.close();
  await storage.close();
  await log.close();
});
