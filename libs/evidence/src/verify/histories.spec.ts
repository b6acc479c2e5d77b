import type { StoredEvent } from '#event-store';
import { Histories } from './histories';
import type { StreamRules } from './stream-rules';

/** How many streams' states are at hand, where the log is this process's own. */
const AT_HAND = 4_000;

/** The state of a stream is the number of its events. */
const counting: StreamRules<number> = {
  holds: () => true,
  initial: 0,
  follow: (state) => ({ state: state + 1 }),
};

const event = (number: number, revision: number): StoredEvent => ({
  id: `${number}-${revision}`,
  type: 'Counted.v1',
  stream: `count-${number}`,
  revision,
  position: revision * 1_000_000 + number,
  data: {},
  metadata: {},
});

/** A log of this process's own: it shows its index of streams. */
function ownLog() {
  const asked: string[] = [];
  const readStream = async (stream: string, { from = 0, limit = 1 } = {}) => {
    asked.push(stream);
    const number = Number(stream.slice('count-'.length));
    return Array.from({ length: limit }, (_, n) => event(number, from + n));
  };
  return { asked, store: { readStream, indexEntries: () => [] } };
}

/** After the first events of so many streams. */
function after(streams: number) {
  const { asked, store } = ownLog();
  const histories = new Histories(store);
  for (let number = 0; number < streams; number += 1) histories.after(event(number, 0), 1);
  return { asked, histories };
}

it('reads nothing again while the states of all streams are at hand', async () => {
  const { asked, histories } = after(AT_HAND);
  for (const number of [0, 1, AT_HAND - 1])
    expect(await histories.before(event(number, 1), counting)).toMatchObject({ state: 1 });
  expect(asked).toEqual([]);
});

it('reads a stream again whose state is no longer at hand, and answers the same', async () => {
  const { asked, histories } = after(AT_HAND + 1);
  expect(await histories.before(event(0, 1), counting)).toMatchObject({ state: 1 });
  expect(asked).toEqual(['count-0']);
  for (const number of [1, AT_HAND])
    expect(await histories.before(event(number, 1), counting)).toMatchObject({ state: 1 });
  expect(asked).toEqual(['count-0']);
});

it('keeps the states of streams that go on, and forgets those that had no event for longest', async () => {
  const { asked, histories } = after(AT_HAND);
  histories.after(event(0, 1), 2);
  histories.after(event(AT_HAND, 0), 1);
  expect(await histories.before(event(0, 2), counting)).toMatchObject({ state: 2 });
  expect(asked).toEqual([]);
  expect(await histories.before(event(1, 1), counting)).toMatchObject({ state: 1 });
  expect(asked).toEqual(['count-1']);
});

it('takes no event for the next of a stream that is at hand, unless it is', () => {
  const { histories } = after(2);
  expect([1, 2].map((revision) => histories.mayGoOnWith(event(0, revision)))).toEqual([true, false]);
  expect(histories.mayGoOnWith(event(AT_HAND, 7))).toBe(true);
});
