import { randomUUID } from 'node:crypto';
import type { Appended, AppendResult, EventStore, NewEvent, StoredEvent, Subscription } from '../event-store';
import type { RestorableStore } from '../restorable-store';

export interface OpenedStore {
  readonly store: RestorableStore;
  dispose(): Promise<void>;
}

/** Opens a store for the suite. Its log need not be empty, and others may write to it meanwhile. */
export type MakeStore = () => Promise<OpenedStore>;

/** The log may be shared, so every test writes to streams nobody else can know. */
export const newStream = (): string => `suite-${randomUUID()}`;

export const newEvent = (data: object = {}, metadata: object = {}): NewEvent => ({
  id: randomUUID(),
  type: 'Noted.v1',
  data,
  metadata,
});

export const newEvents = (count: number): NewEvent[] =>
  Array.from({ length: count }, (_, index) => newEvent({ index }));

/** The append's result, which the test takes for granted to have succeeded. */
export function succeeded(result: AppendResult): Appended {
  if (!result.ok) throw new Error(`The append was refused: the stream's revision is ${result.actual}`);
  return result;
}

export async function appendAll(
  store: EventStore,
  stream: string,
  events: readonly NewEvent[],
): Promise<Appended> {
  return succeeded(await store.append(stream, 'no-stream', events));
}

export const ids = (events: readonly { readonly id: string }[]): string[] => events.map((event) => event.id);

export const positions = (events: readonly StoredEvent[]): number[] => events.map((event) => event.position);

export const revisions = (events: readonly StoredEvent[]): number[] => events.map((event) => event.revision);

export const isStrictlyAscending = (numbers: readonly number[]): boolean =>
  numbers.every((number, index) => index === 0 || number > numbers[index - 1]!);

/** The first `count` events of the given streams; whatever others write to the log is passed over. */
export async function ofStreams(
  events: AsyncIterable<StoredEvent>,
  streams: readonly string[],
  count = Infinity,
): Promise<StoredEvent[]> {
  const own = new Set(streams);
  const found: StoredEvent[] = [];
  for await (const event of events) {
    if (own.has(event.stream)) found.push(event);
    if (found.length >= count) break;
  }
  return found;
}

/** The events of a subscription one by one, for tests that do not care about its batches. */
export async function* eventsOf(subscription: Subscription): AsyncIterable<StoredEvent> {
  for await (const batch of subscription) yield* batch.events;
}

/** Subscribes, hands out the first `count` events of the given streams, and closes. */
export async function received(
  subscription: Subscription,
  streams: readonly string[],
  count: number,
): Promise<StoredEvent[]> {
  try {
    return await ofStreams(eventsOf(subscription), streams, count);
  } finally {
    await subscription.close();
  }
}

export const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));
