import type { ConsentApi } from '../messages/consent-api';
import { ConsentServiceError } from '../messages/errors';
import type { Question } from '../messages/results';
import { CopyRefused, type CopyAnswer, type WhyNotFromCopy } from './copy-answer';
import { CopyFile } from './copy-file';
import type { ConsentCopyOptions, Moment } from './copy-options';
import { HeldConsents, type Present } from './held-consents';
import { HeldLater } from './held-later';
import { isInOrder, sameHsaId } from './identities';
import { effectOf, readPage, type ReadPage } from './read-page';

/** A reading that came to the end. */
interface Reading extends Pick<ReadPage, 'readAt' | 'position'> {
  readonly asked: Moment;
  readonly answered: Moment;
}

const ofTheMachine = (): Moment => ({ monotonic: performance.now(), wall: Date.now() });

const askService = (why: WhyNotFromCopy): CopyAnswer => ({ kind: 'ask-service', why });

/**
 * A copy of one care provider's consents, kept by the service's changes. It answers checks as the service does, from what it read no
 * longer ago than it may be stale, and otherwise not at all.
 */
export class ConsentCopy {
  private readonly held = new HeldConsents();
  private readonly clock: () => Moment;
  private cursor: string | undefined;
  private lastReading: Reading | null = null;
  private refreshing: Promise<void> | undefined;
  private timer: NodeJS.Timeout | undefined;
  private isClosed = false;

  private constructor(
    private readonly consents: Pick<ConsentApi, 'getConsentChanges'>,
    private readonly options: ConsentCopyOptions,
    private readonly file: CopyFile | null,
  ) {
    this.clock = options.clock ?? ofTheMachine;
  }

  /** Opens a copy. It answers from the first `refresh` on, also where its file holds one. */
  static async open(
    consents: Pick<ConsentApi, 'getConsentChanges'>,
    options: ConsentCopyOptions,
  ): Promise<ConsentCopy> {
    if (options.file === undefined) return new ConsentCopy(consents, options, null);
    const { file, content } = await CopyFile.open(options.file, options.careProviderId);
    const copy = new ConsentCopy(consents, options, file);
    for (const put of content.held) copy.held.apply({ put });
    copy.cursor = content.cursor;
    return copy;
  }

  /** Answers a check, at once. It is not in the service's record of decisions. */
  check(question: Question): CopyAnswer {
    if (!isInOrder(question)) return askService('unclear-question');
    if (!sameHsaId(question.accessingActor.careProviderId, this.options.careProviderId))
      return askService('other-care-provider');
    if (!this.lastReading || this.isClosed) return askService('not-read');
    const present = this.present(this.lastReading);
    if (!present) return askService('stale');
    const content = this.held.check(question, present);
    if (!content) return askService('unclear-time');
    return { kind: 'answered', content, position: this.lastReading.position };
  }

  /**
   * Reads what has changed, to the end. A call while another is under way shares that one's reading.
   * @throws ConsentServiceError, CopyRefused, UnreadableChanges, and the errors of the file.
   */
  refresh(): Promise<void> {
    this.refreshing ??= this.readToEnd().finally(() => (this.refreshing = undefined));
    return this.refreshing;
  }

  /** Reads again and again, so many milliseconds after the end of each reading, until the copy is closed. */
  follow(everyMs: number): void {
    const goOn = (): void => {
      if (!this.isClosed) this.timer = setTimeout(() => this.follow(everyMs), everyMs).unref();
    };
    this.refresh()
      .catch((error: unknown) => this.options.onFailure?.(error))
      .finally(goOn);
  }

  /** Ends the reading in the background. The copy answers nothing any more. */
  async close(): Promise<void> {
    this.isClosed = true;
    clearTimeout(this.timer);
    await this.refreshing?.catch(() => undefined);
    await this.file?.close();
  }

  private async readToEnd(): Promise<void> {
    try {
      for (let isAtEnd = false; !isAtEnd;) isAtEnd = await this.readOn();
    } catch (error) {
      if (!(error instanceof ConsentServiceError && error.isTransient)) this.lastReading = null;
      throw error;
    }
  }

  /** Reads a page, and answers whether it was the last. */
  private async readOn(): Promise<boolean> {
    const asked = this.clock();
    const page = await this.nextPage();
    if (!page) return false;
    await this.keep(page);
    if (page.hasMore) return false;
    this.lastReading = { ...page, asked, answered: this.clock() };
    return true;
  }

  /** `null` where the cursor is of another history: all that was read is forgotten, for it may be what was lost. */
  private async nextPage(): Promise<ReadPage | null> {
    const { careProviderId } = this.options;
    const request = { careProviderId, ...(this.cursor !== undefined && { cursor: this.cursor }) };
    const result = await this.consents.getConsentChanges(request);
    if (result.kind === 'answered') return readPage(result.content);
    const isCursor = this.cursor !== undefined && result.faults.some(({ element }) => element === 'cursor');
    if (!isCursor) throw new CopyRefused(result);
    await this.forget();
    return null;
  }

  private async forget(): Promise<void> {
    this.lastReading = null;
    this.held.clear();
    this.cursor = undefined;
    await this.file?.forget();
  }

  /** The file comes first: where it cannot be written, the page is read again. */
  private async keep({ changes, cursor }: ReadPage): Promise<void> {
    const later = new HeldLater(this.held);
    for (const change of changes) later.add(effectOf(change, later));
    if (cursor !== this.cursor) await this.file?.append({ effects: later.effects, cursor });
    for (const effect of later.effects) this.held.apply(effect);
    this.cursor = cursor;
  }

  /** Between which instants the present lies by the service's clock; `null` when the last reading is too old. */
  private present({ asked, answered, readAt }: Reading): Present | null {
    const now = this.clock();
    const most = Math.max(now.monotonic - asked.monotonic, now.wall - asked.wall);
    const least = Math.max(0, Math.min(now.monotonic - answered.monotonic, now.wall - answered.wall));
    if (most > this.options.maxStalenessMs) return null;
    return { earliest: readAt + least, latest: readAt + most };
  }
}
