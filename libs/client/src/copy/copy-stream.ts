import type { ConsentChangeType } from '#contracts';
import type { ChangeStreamEvent, ChangeStreams, StreamedEnd } from '../messages/change-stream';
import { CopyRefused } from './copy-answer';
import type { ConsentCopyOptions, Moment } from './copy-options';
import type { KeptChanges } from './kept-changes';
import { ageOf, type Reading } from './reading';
import { inOrder, instantOf } from './read-page';

/** How many changes wait for the end of what there is, at most. */
const MOST_WAITING = 1_000;

/** How fast this machine's clock goes at least, when the service's shows that a second has passed. */
const SLOWEST = 0.999;

/** The longest time that a timer of Node takes, in milliseconds. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** What a stream is read for. */
export interface CopyStreamParts {
  readonly consents: ChangeStreams;
  readonly options: ConsentCopyOptions;
  readonly kept: KeptChanges;
  readonly clock: () => Moment;
}

/** Keeps a copy by one stream of changes, until it ends or is stopped. */
export class CopyStream {
  private readonly controller = new AbortController();
  private readonly reading: Promise<boolean>;
  private waiting: ConsentChangeType[] = [];
  private timer: NodeJS.Timeout | undefined;

  /**
   * @param last the reading before.
   * @param onReading hears of each reading to the end; of `null` when the service refuses to go on.
   */
  constructor(
    private readonly parts: CopyStreamParts,
    last: Reading,
    private readonly onReading: (reading: Reading | null) => void,
  ) {
    this.stopWhenOld(last);
    this.reading = this.read().finally(() => clearTimeout(this.timer));
  }

  /**
   * Resolves when the stream has ended; with whether there was one.
   * @throws ConsentServiceError, UnreadableChanges, and the errors of the file.
   */
  async ended(): Promise<boolean> {
    try {
      return await this.reading;
    } catch (error) {
      if (this.controller.signal.aborted) return true;
      throw error;
    }
  }

  /** Ends the stream, and resolves when it keeps nothing any more. */
  async stop(): Promise<void> {
    this.controller.abort();
    await this.reading.catch(() => undefined);
  }

  private async read(): Promise<boolean> {
    const { consents, options, kept, clock } = this.parts;
    const request = { careProviderId: options.careProviderId, cursor: kept.cursor };
    const sent = clock();
    const opened = await consents.streamConsentChanges(request, { signal: this.controller.signal });
    if (opened.kind === 'answered') return false;
    if (opened.kind === 'refused') throw new CopyRefused(opened);
    for await (const event of opened.events) await this.take(event, sent);
    return true;
  }

  private async take(event: ChangeStreamEvent, sent: Moment): Promise<void> {
    if (event.kind === 'change') {
      this.waiting.push(event.change);
      if (this.waiting.length >= MOST_WAITING) await this.keep(event.cursor);
    } else if (event.kind === 'current') {
      await this.keep(event.cursor);
      this.note(event, sent);
    } else if (event.why === 'refused') this.onReading(null);
  }

  private async keep(cursor: string): Promise<void> {
    await this.parts.kept.keep({ changes: inOrder(this.waiting), cursor });
    this.waiting = [];
  }

  /**
   * An event may have lain in a buffer for long, so its age is counted from the opening: the ledger was asked `openForMs` after the
   * stream was opened, which was after it was asked for.
   */
  private note({ position, readAt, openForMs }: StreamedEnd, sent: Moment): void {
    const answered = this.parts.clock();
    const least = openForMs * SLOWEST;
    const asked = {
      monotonic: Math.min(sent.monotonic + least, answered.monotonic),
      wall: Math.min(sent.wall + least, answered.wall),
    };
    const reading = { asked, answered, position, readAt: instantOf(readAt, 'readAt') };
    this.stopWhenOld(reading);
    this.onReading(reading);
  }

  /** A stream that brings nothing new for half of the time that the copy may be old has to be replaced while there is time. */
  private stopWhenOld(reading: Reading): void {
    const left = this.parts.options.maxStalenessMs / 2 - ageOf(reading, this.parts.clock());
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.controller.abort(), Math.min(left, LONGEST_TIMER)).unref();
  }
}
