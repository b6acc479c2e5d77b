import type { ChangeStreams } from '../messages/change-stream';
import type { ConsentApi } from '../messages/consent-api';
import { ConsentServiceError } from '../messages/errors';
import type { Question } from '../messages/results';
import { CopyRefused, type CopyAnswer, type WhyNotFromCopy } from './copy-answer';
import type { ConsentCopyOptions, Moment } from './copy-options';
import { CopyStream } from './copy-stream';
import { isInOrder, sameHsaId } from './identities';
import { KeptChanges } from './kept-changes';
import { readPage, type ReadPage } from './read-page';
import { reportFailure } from './report-failure';
import { ageOf, presentAt, type Reading } from './reading';

/** Where a copy reads the changes: page by page, and as a stream where there is one. */
type Changes = Pick<ConsentApi, 'getConsentChanges'> & Partial<ChangeStreams>;

const ofTheMachine = (): Moment => ({ monotonic: performance.now(), wall: Date.now() });

const askService = (why: WhyNotFromCopy): CopyAnswer => ({ kind: 'ask-service', why });

/**
 * A copy of one care provider's consents, kept by the service's changes. It answers checks as the service does, from what it read no
 * longer ago than it may be stale, and otherwise not at all.
 */
export class ConsentCopy {
  private readonly clock: () => Moment;
  private lastReading: Reading | null = null;
  private refreshing: Promise<void> | undefined;
  private stream: CopyStream | undefined;
  private timer: NodeJS.Timeout | undefined;
  private hasStreams = true;
  private isFollowing = false;
  private isClosed = false;

  private constructor(
    private readonly consents: Changes,
    private readonly options: ConsentCopyOptions,
    private readonly kept: KeptChanges,
  ) {
    this.clock = options.clock ?? ofTheMachine;
  }

  /** Opens a copy. It answers from the first `refresh` on, also where its file holds one. */
  static async open(consents: Changes, options: ConsentCopyOptions): Promise<ConsentCopy> {
    return new ConsentCopy(consents, options, await KeptChanges.open(options));
  }

  /** Answers a check, at once. It is not in the service's record of decisions. */
  check(question: Question): CopyAnswer {
    if (!isInOrder(question)) return askService('unclear-question');
    if (!sameHsaId(question.accessingActor.careProviderId, this.options.careProviderId))
      return askService('other-care-provider');
    if (!this.lastReading || this.isClosed) return askService('not-read');
    const now = this.clock();
    if (ageOf(this.lastReading, now) > this.options.maxStalenessMs) return askService('stale');
    const content = this.kept.held.check(question, presentAt(this.lastReading, now));
    if (!content) return askService('unclear-time');
    return { kind: 'answered', content, position: this.lastReading.position };
  }

  /**
   * Reads what has changed, to the end. A call while another is under way shares that one's reading. It ends a stream that `follow`
   * reads, which opens the next.
   * @throws ConsentServiceError, CopyRefused, UnreadableChanges, and the errors of the file.
   */
  refresh(): Promise<void> {
    this.refreshing ??= this.believed(() => this.readToEnd()).finally(() => (this.refreshing = undefined));
    return this.refreshing;
  }

  /**
   * Reads the changes as they happen, by streams, until the copy is closed. Where there is no stream, it reads again and again.
   * A second call does nothing.
   * @param everyMs how long it waits after a reading, and after a stream that did not last as long, in milliseconds.
   */
  follow(everyMs: number): void {
    if (this.isFollowing || this.isClosed) return;
    this.isFollowing = true;
    this.readOnAndOn(everyMs);
  }

  /** Ends the reading in the background. The copy answers nothing any more. */
  async close(): Promise<void> {
    this.isClosed = true;
    clearTimeout(this.timer);
    await this.stream?.stop();
    await this.refreshing?.catch(() => undefined);
    await this.kept.close();
  }

  private readOnAndOn(everyMs: number): void {
    const goOn = (lastedMs: number): void => {
      const pauseMs = lastedMs < everyMs ? everyMs : 0;
      if (!this.isClosed) this.timer = setTimeout(() => this.readOnAndOn(everyMs), pauseMs).unref();
    };
    this.refresh()
      .then(() => this.believed(() => this.readStream()))
      .catch((error: unknown) => {
        reportFailure(this.options.onFailure, error);
        return 0;
      })
      .then(goOn, () => undefined);
  }

  /** A reading. One that fails for more than a moment leaves nothing to rely on. */
  private async believed<T>(read: () => Promise<T>): Promise<T> {
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof ConsentServiceError && error.isTransient)) this.lastReading = null;
      throw error;
    }
  }

  private async readToEnd(): Promise<void> {
    await this.stream?.stop();
    for (let isAtEnd = false; !isAtEnd;) isAtEnd = await this.readOn();
  }

  /** Reads a page, and answers whether it was the last. */
  private async readOn(): Promise<boolean> {
    const asked = this.clock();
    const page = await this.nextPage();
    if (!page) return false;
    await this.kept.keep(page);
    if (page.hasMore) return false;
    this.lastReading = { ...page, asked, answered: this.clock() };
    return true;
  }

  /** `null` where the cursor is of another history: all that was read is forgotten, for it may be what was lost. */
  private async nextPage(): Promise<ReadPage | null> {
    const { careProviderId } = this.options;
    const { cursor } = this.kept;
    const request = { careProviderId, ...(cursor !== undefined && { cursor }) };
    const result = await this.consents.getConsentChanges(request);
    if (result.kind === 'answered') return readPage(result.content);
    const isCursor = cursor !== undefined && result.faults.some(({ element }) => element === 'cursor');
    if (!isCursor) throw new CopyRefused(result);
    this.lastReading = null;
    await this.kept.forget();
    return null;
  }

  /** Reads a stream to its end, and answers how long it lasted, in milliseconds. One reader alone keeps changes at a time. */
  private async readStream(): Promise<number> {
    const { consents, options, kept, clock, lastReading } = this;
    const isFree = !this.refreshing && !this.isClosed;
    if (!offersStreams(consents) || !this.hasStreams || !lastReading || !isFree) return 0;
    const beganAt = performance.now();
    const stream = new CopyStream({ consents, options, kept, clock }, lastReading, (reading) => {
      this.lastReading = reading;
    });
    this.stream = stream;
    this.hasStreams = await stream.ended().finally(() => (this.stream = undefined));
    return performance.now() - beganAt;
  }
}

const offersStreams = (consents: Partial<ChangeStreams>): consents is ChangeStreams =>
  consents.streamConsentChanges !== undefined;
