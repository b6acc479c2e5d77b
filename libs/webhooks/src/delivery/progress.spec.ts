import fc from 'fast-check';
import { GIVE_UP_AFTER, pauseAfter } from './backoff';
import type { Message } from './order';
import {
  afterFailure,
  afterSuccess,
  beginning,
  deadLetters,
  MOST_UNDELIVERED,
  nextStep,
  onItsWay,
  redeliver,
  takeNew,
  type Progress,
} from './progress';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Whether a receiver takes a message at a time; `unheard`: it does, and its answer is lost. */
type Takes = (message: Message, now: number) => boolean | 'unheard';

/** A webhook, its receiver and a clock, without a network. */
class Simulation {
  now = 0;
  progress: Progress = beginning(undefined);
  readonly taken: Message[] = [];
  readonly tried = new Set<string>();
  tries = 0;

  constructor(
    readonly feed: Message[],
    private readonly takes: Takes,
  ) {}

  /** Goes on until the clock shows a time. */
  runUntil(end: number): void {
    for (;;) {
      const fresh = this.feed[this.place()];
      const step = nextStep(this.progress, this.now, fresh !== undefined);
      if (step.what === 'retry') this.tryOut(step.message);
      else if (step.what === 'go on') this.takeOne(fresh!);
      else {
        this.now = Math.min(Math.max(step.until, this.now + 1), end);
        if (this.now >= end) return;
      }
    }
  }

  isTaken(message: Message): boolean {
    return this.taken.some(({ cursor }) => cursor === message.cursor);
  }

  private takeOne(message: Message): void {
    const { progress, isKeptAside } = takeNew(this.progress, message, this.now);
    this.progress = progress;
    if (!isKeptAside) this.tryOut(message);
  }

  private tryOut(message: Message): void {
    this.tries += 1;
    this.now += 1;
    this.tried.add(message.cursor);
    this.progress = onItsWay(this.progress, message);
    const isTaken = this.takes(message, this.now);
    if (isTaken !== false) this.taken.push(this.feed.find(({ cursor }) => cursor === message.cursor)!);
    this.progress =
      isTaken === true
        ? afterSuccess(this.progress, message, this.now)
        : afterFailure(this.progress, message, this.now, 'status-500');
  }

  private place(): number {
    return this.feed.findIndex(({ cursor }) => cursor === this.progress.cursor) + 1;
  }
}

const isEnd = ({ change }: Message): boolean => change !== 'registered';

/** A feed of lawful histories: each consent is registered, perhaps ended some times, and perhaps cancelled. */
const feeds = fc
  .array(
    fc.record({
      consent: fc.nat(6),
      kind: fc.constantFrom('ended' as const, 'ended' as const, 'cancelled' as const),
    }),
    { maxLength: 40 },
  )
  .map((draws) => {
    const state = new Map<number, string>();
    const feed: Message[] = [];
    for (const { consent, kind } of draws) {
      if (state.get(consent) === 'cancelled') continue;
      const change = state.has(consent) ? kind : 'registered';
      state.set(consent, change);
      feed.push({ cursor: `${feed.length}-a`, assertionId: String(consent), change });
    }
    return feed;
  });

/** The receiver is down at some times, never takes some messages, and loses some at random, or its answers to them. */
const receivers = fc
  .record({
    downUntil: fc.nat(2 * DAY),
    poisoned: fc.array(fc.nat(40), { maxLength: 4 }),
    losses: fc.infiniteStream(fc.integer({ min: 0, max: 9 })),
  })
  .map(({ downUntil, poisoned, losses }): Takes => {
    const bad = new Set(poisoned.map((place) => `${place}-a`));
    return ({ cursor }, now) => {
      if (now <= downUntil || bad.has(cursor)) return false;
      const draw: number = losses.next().value;
      return draw === 1 ? 'unheard' : draw !== 0;
    };
  });

/** What need not be sent because a later change was. */
const isSuperseded = ({ tried, feed }: Simulation, message: Message): boolean => {
  const later = feed.slice(feed.indexOf(message) + 1);
  return later.some(
    (other) =>
      other.assertionId === message.assertionId &&
      tried.has(other.cursor) &&
      (other.change === 'cancelled' || (other.change === 'ended' && message.change === 'ended')),
  );
};

describe('a webhook', () => {
  it('takes its messages of each consent in order, whatever the receiver does', () => {
    fc.assert(
      fc.property(feeds, receivers, (feed, takes) => {
        const simulation = new Simulation(feed, takes);
        simulation.runUntil(10 * DAY);
        for (const consent of new Set(feed.map(({ assertionId }) => assertionId))) {
          const places = simulation.taken
            .filter(({ assertionId }) => assertionId === consent)
            .map((message) => feed.indexOf(message));
          expect(places).toEqual([...places].sort((one, other) => one - other));
        }
      }),
    );
  });

  it('loses nothing: in the end each message is taken, superseded, or a dead letter', () => {
    fc.assert(
      fc.property(feeds, receivers, (feed, takes) => {
        const simulation = new Simulation(feed, takes);
        simulation.runUntil(20 * DAY);
        const dead = new Set(deadLetters(simulation.progress).map(({ cursor }) => cursor));
        const lost = feed.filter(
          (message) =>
            !simulation.isTaken(message) && !dead.has(message.cursor) && !isSuperseded(simulation, message),
        );
        expect(lost).toEqual([]);
        expect(simulation.progress.undelivered.length).toBe(dead.size);
      }),
    );
  });

  it('takes all that was given up when it is asked to, once the receiver takes it', () => {
    fc.assert(
      fc.property(feeds, fc.array(fc.nat(40), { maxLength: 5 }), (feed, places) => {
        const bad = new Set(places.map((place) => `${place}-a`));
        const simulation = new Simulation(feed, ({ cursor }) => !bad.has(cursor));
        simulation.runUntil(8 * DAY);
        bad.clear();
        simulation.progress = redeliver(simulation.progress, null, simulation.now);
        simulation.runUntil(9 * DAY);
        expect(simulation.progress.undelivered).toEqual([]);
        const missing = feed.filter((message) => !simulation.isTaken(message));
        expect(missing.every((message) => isSuperseded(simulation, message))).toBe(true);
      }),
    );
  });

  it('lets no end wait longer than some minutes for a registration that is never taken', () => {
    const feed: Message[] = [
      { cursor: 'a', assertionId: '1', change: 'registered' },
      { cursor: 'b', assertionId: '2', change: 'registered' },
      { cursor: 'c', assertionId: '1', change: 'cancelled' },
    ];
    const simulation = new Simulation(feed, ({ cursor }) => cursor !== 'a');
    simulation.runUntil(MINUTE);
    expect(simulation.taken.filter(isEnd).map(({ cursor }) => cursor)).toEqual(['c']);
    expect(simulation.progress.undelivered).toEqual([]);
  });

  it('never sends a registration behind an end that may have been taken', () => {
    const feed: Message[] = [
      { cursor: 'a', assertionId: '1', change: 'registered' },
      { cursor: 'b', assertionId: '1', change: 'cancelled' },
    ];
    let ends = 0;
    const simulation = new Simulation(feed, ({ cursor }) => {
      if (cursor === 'a') return ends > 0;
      return ends++ > 0 || 'unheard';
    });
    simulation.runUntil(HOUR);
    expect(new Set(simulation.taken.map(({ cursor }) => cursor))).toEqual(new Set(['b']));
    expect(simulation.progress.undelivered).toEqual([]);
  });

  it('delivers all that is not superseded to a receiver that was down for an hour, at most 15 minutes after it is back', () => {
    const feed = Array.from({ length: 500 }, (_, place): Message => {
      const change = place % 2 === 0 ? 'registered' : 'cancelled';
      return { cursor: String(place), assertionId: String(place >> 1), change };
    });
    const simulation = new Simulation(feed, (_, now) => now > HOUR);
    simulation.runUntil(HOUR + 16 * MINUTE);
    const missing = feed.filter((message) => !simulation.isTaken(message));
    expect(missing.every((message) => isSuperseded(simulation, message))).toBe(true);
    expect(simulation.taken.filter(isEnd)).toHaveLength(250);
    expect(simulation.progress.undelivered).toEqual([]);
  });

  it('tries a receiver that is down some hundred times in three days, and gives up little', () => {
    const feed = Array.from({ length: 5_000 }, (_, place): Message => ({
      ...{ cursor: String(place), assertionId: String(place), change: 'registered' },
    }));
    const simulation = new Simulation(feed, () => false);
    simulation.runUntil(10 * DAY);
    expect(simulation.tries).toBeLessThan(1_500);
    expect(simulation.progress.undelivered.length).toBeLessThan(MOST_UNDELIVERED);
    expect(deadLetters(simulation.progress).length).toBeGreaterThan(0);
  });
});

it('waits 5 seconds first, twice as long each time, and never longer than 15 minutes', () => {
  expect([1, 2, 3, 8, 9, 1_000].map(pauseAfter)).toEqual([5_000, 10_000, 20_000, 640_000, 900_000, 900_000]);
});

it('gives a message up after three days', () => {
  const message: Message = { cursor: 'a', assertionId: '1', change: 'registered' };
  const once = afterFailure(beginning(undefined), message, 0, 'timeout');
  expect(deadLetters(afterFailure(once, message, GIVE_UP_AFTER - 1, 'timeout'))).toEqual([]);
  expect(deadLetters(afterFailure(once, message, GIVE_UP_AFTER, 'timeout'))).toHaveLength(1);
});
