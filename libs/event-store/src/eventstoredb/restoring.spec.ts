import type { Faults } from '../../../../test/eventstoredb-protocol-server';
import { BadDay } from '../../../../test/eventstoredb-protocol-server/bad-day';
import { MAX_APPEND_BYTES, NO_POSITION, StoreUnavailable, type StoredEvent } from '../event-store';
import { CannotRestore } from '../restorable-store';
import { ids, newEvent, newStream } from '../given/events';
import { asKnown, foreignEvents } from '../given/restoring';

const day = new BadDay();

async function storedEvents(): Promise<StoredEvent[]> {
  const events: StoredEvent[] = [];
  for await (const event of day.store.readAll()) events.push(asKnown(event));
  return events;
}

describe('Restoring into EventStoreDB', () => {
  const faults: [string, Partial<Faults>][] = [
    ['replies are lost', { dropReplies: 2 }],
    ['the server says it timed out, though it has written', { timeoutAnswers: 3 }],
    ['the node is not the leader at first', { notLeaderAnswers: 1 }],
  ];

  it.each(faults)('keeps the order, and writes each event once, when %s', async (_, fault) => {
    const events = foreignEvents(NO_POSITION, ['a', 'b', 'b', 'a', 'c', 'a', 'c']);
    day.server.misbehave(fault);
    await day.store.restore(events);
    expect(await storedEvents()).toEqual(events);
  });

  it('keeps the order when the server dies in the middle and comes back', async () => {
    const streams = Array.from({ length: 400 }, (_, index) => `s${index % 7}`);
    const events = foreignEvents(NO_POSITION, streams);
    const restored = day.store.restore(events);
    while (day.server.counts.appends < 100) await new Promise((resolve) => setTimeout(resolve, 1));
    day.server.die();
    await day.server.comeBack();
    await restored;
    expect(await storedEvents()).toEqual(events);
  });

  it('leaves the first of the events when the server falls silent, and takes the rest when asked again', async () => {
    const events = foreignEvents(
      NO_POSITION,
      Array.from({ length: 300 }, (_, index) => `s${index % 5}`),
    );
    await day.reopen({ attemptTimeout: 400, deadline: 5_000 });
    const restored = day.store.restore(events);
    restored.catch(() => undefined);
    while (day.server.counts.appends < 100) await new Promise((resolve) => setTimeout(resolve, 1));
    day.server.misbehave({ silentAppends: true });
    await expect(restored).rejects.toThrow(StoreUnavailable);
    day.server.heal();
    const first = await storedEvents();
    expect(first).toEqual(events.slice(0, first.length));
    expect(first.length).toBeLessThan(300);
    await day.store.restore(events);
    expect(await storedEvents()).toEqual(events);
  });

  it('appends neighbours of one stream together, as far as an append goes', async () => {
    const stream = newStream();
    const text = 'x'.repeat(MAX_APPEND_BYTES / 5);
    const events = foreignEvents(
      NO_POSITION,
      Array.from({ length: 11 }, () => stream),
    );
    const large = events.map((event) => ({ ...event, data: { text } }));
    await day.store.restore(large);
    expect(day.server.counts.appends).toBe(3);
    expect(ids(await storedEvents())).toEqual(ids(events));
  });
});

describe('Before anything is restored into EventStoreDB', () => {
  const event = { ...newEvent(), stream: 'a', revision: 0, position: 0 };
  const wrong: [string, Partial<StoredEvent>, RegExp][] = [
    [
      'an event that is too large with its position',
      { data: { text: 'x'.repeat(MAX_APPEND_BYTES - 30) } },
      /larger/,
    ],
    ['an event whose type is one of the server', { type: '$metadata' }, /begins with \$/],
    ['an event whose stream is one of the server', { stream: '$$a' }, /begins with \$/],
    ['an id in capital letters', { id: event.id.toUpperCase().replace(/^./, 'A') }, /capital letters/],
    ['metadata that have a position in them', { metadata: { $ledgerPosition: 'x' } }, /position in them/],
  ];

  it.each(wrong)('refuses %s', (_, spoilt, message) => {
    const check = day.store.restoreCheck();
    check(event);
    const refused = () => check({ ...event, ...spoilt, position: 1 });
    expect(refused).toThrow(CannotRestore);
    expect(refused).toThrow(message);
  });

  it('takes the positions of an embedded log, which count events', () => {
    const check = day.store.restoreCheck();
    for (const each of foreignEvents(-3, Array.from({ length: 100 }, newStream))) {
      check({ ...each, position: (each.position / 2) | 0 });
    }
  });

  it('refuses positions that might be overtaken, and names another way', () => {
    const check = day.store.restoreCheck();
    check(event);
    const bytes = '{}'.length + '{"$ledgerPosition":0}'.length;
    check({ ...event, position: bytes });
    const refused = () => check({ ...event, position: 3 * bytes });
    expect(refused).toThrow(CannotRestore);
    expect(refused).toThrow(/use the backup of the server/);
  });
});
