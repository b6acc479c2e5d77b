import { EventTooLarge, MAX_APPEND_BYTES, type EventStore } from '../event-store';
import { appendAll, newEvent, newEvents, newStream } from './events';

export function respectsLimits(store: () => EventStore): void {
  it('takes an event of half the limit', async () => {
    const stream = newStream();
    const text = 'å'.repeat(MAX_APPEND_BYTES / 4);
    await appendAll(store(), stream, [newEvent({ text })]);
    expect((await store().readStream(stream))[0]!.data).toEqual({ text });
  });

  it.each([
    ['one event whose data is too large', [newEvent({ text: 'x'.repeat(MAX_APPEND_BYTES) })]],
    ['one event whose metadata is too large', [newEvent({}, { text: 'x'.repeat(MAX_APPEND_BYTES) })]],
    [
      'characters that are few and bytes that are many',
      [newEvent({ text: 'å'.repeat(MAX_APPEND_BYTES / 2) })],
    ],
    ['events that are too large together', threeOf(MAX_APPEND_BYTES / 2)],
  ])('refuses %s, writes nothing and works on', async (_, events) => {
    const stream = newStream();
    await expect(store().append(stream, 'any', events)).rejects.toThrow(EventTooLarge);
    expect(await store().readStream(stream)).toEqual([]);
    await appendAll(store(), stream, newEvents(1));
  });
}

const threeOf = (bytes: number) => [1, 2, 3].map(() => newEvent({ text: 'x'.repeat(bytes) }));
