import type { EventStore } from '#event-store';
import { newId, type Clock, type Logger } from '#platform';
import { newestCheckpoint } from '../notary/checkpoint-log';
import type { ProvedHistory } from '../tree/proved-history';
import { askForTimeStamp, type TimeStampAuthority } from './ask-for-time-stamp';
import { InvalidTimeStamp } from './invalid-time-stamp';
import {
  CLOCKS_APART_MS,
  isAhead,
  newestStamped,
  recordStamped,
  type StampedCheckpoint,
} from './stamped-checkpoints';

export interface StampingParts {
  readonly auditStore: Pick<EventStore, 'readStream' | 'append'>;
  readonly history: ProvedHistory;
  readonly authority: TimeStampAuthority;
  readonly clock: Clock;
  readonly log: Logger;
}

/** What there is to know of time stamps from outside. */
export interface StampingReport {
  /** How many events the newest stamped checkpoint covers. */
  readonly size: number;
  /** The time in its stamp; `null` before the first. UTC. */
  readonly stampedAt: string | null;
  /** How often none was got. */
  readonly failures: number;
}

const DAY_MS = 86_400_000;

/** First tried again after this time; each failure doubles it, up to the longest. In milliseconds. */
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 3_600_000;

/** In how many milliseconds the next is due. Where the newest is of a time to come, it says nothing of how old it is. */
const dueIn = (newest: StampedCheckpoint, now: number): number =>
  isAhead(newest, now) ? 0 : Date.parse(newest.stampedAt) + DAY_MS - now;

/** @throws InvalidTimeStamp when a time that was stamped just now is another than that of the clock. */
function demandTimeNear(time: string, now: number): void {
  if (Math.abs(Date.parse(time) - now) <= CLOCKS_APART_MS) return;
  throw new InvalidTimeStamp('Its time is more than an hour from that of the clock of this machine.');
}

/** Has a checkpoint a day stamped by an authority. It works beside the requests and beside the signing, and delays neither. */
export class Stamping {
  private readonly stopping = new AbortController();
  private readonly running: Promise<void>;
  private endSleep: () => void = () => undefined;
  private isWoken = false;
  /** Whether there is nothing to stamp before something new is signed. */
  private isIdle = true;
  private newest: StampedCheckpoint | null = null;
  private failures = 0;
  private pause = 0;
  private trouble = '';

  constructor(private readonly parts: StampingParts) {
    this.running = this.run();
  }

  /** There may be a newer checkpoint. */
  wake(): void {
    if (!this.isIdle) return;
    this.isWoken = true;
    this.endSleep();
  }

  report(): StampingReport {
    const { size, stampedAt } = this.newest ?? { size: 0, stampedAt: null };
    return { size, stampedAt, failures: this.failures };
  }

  async close(): Promise<void> {
    this.stopping.abort();
    this.endSleep();
    await this.running;
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      this.isWoken = false;
      this.isIdle = true;
      const next = await this.roundOrPause();
      this.isIdle = next === Infinity;
      await this.sleep(next);
    }
  }

  /** Until this time is over, in milliseconds, or it is woken or stopped. */
  private async sleep(most: number): Promise<void> {
    // After a failure the pause holds, whatever is signed meanwhile: somebody is asked who may take money for it.
    if ((this.isWoken && most === Infinity) || this.stopping.signal.aborted) return;
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      if (most !== Infinity) timer = setTimeout(resolve, most).unref();
      this.endSleep = resolve;
    });
    clearTimeout(timer);
  }

  private async roundOrPause(): Promise<number> {
    try {
      const next = await this.round();
      [this.pause, this.trouble] = [0, ''];
      return next;
    } catch (error) {
      if (!this.stopping.signal.aborted) this.fail(error as Error);
      return this.pause;
    }
  }

  /** When there may be something to do again, in milliseconds from now. */
  private async round(): Promise<number> {
    const { auditStore, history, authority, clock } = this.parts;
    const signed = await newestCheckpoint(auditStore, history);
    this.newest = await newestStamped(auditStore, history);
    const due = this.newest ? dueIn(this.newest, clock()) : 0;
    if (!signed || (signed.size === this.newest?.size && !isAhead(this.newest, clock()))) return Infinity;
    if (due > 0) return Math.min(due, LONGEST_PAUSE_MS);
    const { checkpoint, size } = signed;
    const { token, time } = await askForTimeStamp(authority, checkpoint, this.stopping.signal);
    demandTimeNear(time, clock());
    const stamped = { checkpoint, size, token: token.toString('base64'), stampedAt: time };
    await recordStamped(auditStore, stamped, history);
    this.newest = stamped;
    return LONGEST_PAUSE_MS;
  }

  private fail({ message }: Error): void {
    this.failures += 1;
    this.pause = Math.min(LONGEST_PAUSE_MS, Math.max(FIRST_PAUSE_MS, this.pause * 2));
    if (this.trouble === message) return;
    this.trouble = message;
    const { log, history } = this.parts;
    const about = { eventId: newId(), checkpoints: history.checkpoints, cause: message };
    log.warn('No time stamp was got for the newest checkpoint. It is asked for again.', about);
  }
}
