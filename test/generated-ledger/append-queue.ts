import type { EventStore, Position } from '#event-store';
import type { Append } from './stored-request';

const AT_A_TIME = 4_000;

/** Appends in order, many at a time: while some are made durable, the next are made up. */
export class AppendQueue {
  private waiting: Append[] = [];
  private underWay: Promise<Position> = Promise.resolve(-1);

  constructor(private readonly store: EventStore) {}

  async add(append: Append): Promise<void> {
    this.waiting.push(append);
    if (this.waiting.length >= AT_A_TIME) await this.send();
  }

  /** Resolves to the position of the last event, when everything is in the log. */
  async end(): Promise<Position> {
    await this.send();
    return this.underWay;
  }

  private async send(): Promise<void> {
    const before = await this.underWay;
    const appends = this.waiting;
    this.waiting = [];
    this.underWay = this.appendAll(appends, before);
    // Whoever awaits it hears of a failure; until then nobody does.
    this.underWay.catch(() => undefined);
  }

  private async appendAll(appends: readonly Append[], before: Position): Promise<Position> {
    const results = await Promise.all(
      appends.map(({ stream, expected, events }) => this.store.append(stream, expected, events)),
    );
    const last = results.at(-1);
    if (results.some(({ ok }) => !ok)) throw new Error('Somebody else writes to the log that is generated.');
    return last?.ok ? last.position : before;
  }
}
