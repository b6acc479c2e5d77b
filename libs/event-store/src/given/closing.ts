import { StoreUnavailable } from '../event-store';
import { appendAll, eventsOf, newEvents, newStream, ofStreams, type MakeStore } from './events';

export function closesGracefully(makeStore: MakeStore): void {
  it('a subscription: its iteration ends, the store works on', async () => {
    const opened = await makeStore();
    const { store } = opened;
    const subscription = store.subscribe({ after: 'end' });
    const ended = ofStreams(eventsOf(subscription), [newStream()]);
    await subscription.close();
    expect(await ended).toEqual([]);
    await appendAll(store, newStream(), newEvents(1));
    await opened.dispose();
  });

  it('the store: subscriptions end, and appends in flight finish', async () => {
    const opened = await makeStore();
    const { store } = opened;
    const ended = ofStreams(eventsOf(store.subscribe()), [newStream()]);
    const results = Array.from({ length: 20 }, () => appendAll(store, newStream(), newEvents(1)));
    await store.close();
    expect(await Promise.all(results)).toHaveLength(20);
    expect(await ended).toEqual([]);
    await expect(store.append(newStream(), 'any', newEvents(1))).rejects.toThrow(StoreUnavailable);
    await expect(ofStreams(store.readAll(), [newStream()])).rejects.toThrow(StoreUnavailable);
    await opened.dispose();
  });
}
