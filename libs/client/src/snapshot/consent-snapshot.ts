import { sameHsaId, isInOrder } from '../copy/identities';
import { reportFailure } from '../copy/report-failure';
import type { Present } from '../copy/held-consents';
import type { ConsentApi } from '../messages/consent-api';
import type { Question } from '../messages/results';
import { readLedgerKey, type LedgerKey } from './ledger-keys';
import {
  isDenied,
  SnapshotDenied,
  SnapshotRefused,
  type AnsweredBySnapshot,
  type SnapshotAnswer,
  type WhyNotFromSnapshot,
} from './snapshot-answer';
import { SnapshotClock } from './snapshot-clock';
import { SnapshotFile } from './snapshot-file';
import type { ConsentSnapshotOptions } from './snapshot-options';
import { textIn, whyNotAt, type Statement } from './statement';
import { VerifiedSnapshot, type SnapshotText } from './verified-snapshot';

type Service = Pick<ConsentApi, 'getConsentSnapshot'>;

const MAX_CLOCK_ERROR_MS = 5_000;

const ofTheMachine = () => ({ monotonic: performance.now(), wall: Date.now() });

const noAnswer = (why: WhyNotFromSnapshot): SnapshotAnswer => ({ kind: 'no-answer', why });

/**
 * One care provider's valid consents, signed by the ledger, for checks while the service cannot be reached. It answers as the service
 * did at its position, until its time has passed, and then not at all.
 */
export class ConsentSnapshot {
  private held: VerifiedSnapshot | null = null;
  private refreshing: Promise<void> | undefined;
  private timer: NodeJS.Timeout | undefined;
  private isFollowing = false;
  private isClosed = false;

  private constructor(
    private readonly options: ConsentSnapshotOptions,
    private readonly keys: readonly LedgerKey[],
    private readonly clock: SnapshotClock,
    private readonly file: SnapshotFile | null,
  ) {}

  /**
   * Opens a snapshot, with what its file holds. What a file holds that cannot be relied on is not taken, and `onFailure` hears why.
   * @throws TypeError for a text that is no key, and the errors of the file.
   */
  static async open(options: ConsentSnapshotOptions): Promise<ConsentSnapshot> {
    const { clock = ofTheMachine, maxClockErrorMs = MAX_CLOCK_ERROR_MS } = options;
    const file = options.file === undefined ? null : new SnapshotFile(options.file);
    const kept = await file?.read();
    const snapshot = new ConsentSnapshot(
      options,
      options.keys.map(readLedgerKey),
      new SnapshotClock(clock, maxClockErrorMs, kept?.seen),
      file,
    );
    if (kept?.text) snapshot.takeKept(kept.text);
    return snapshot;
  }

  /** Answers a check, at once. It keeps no record: a caller that does not ask by a client keeps its own. */
  check(question: Question): SnapshotAnswer {
    if (!isInOrder(question)) return noAnswer('unclear-question');
    if (!sameHsaId(question.accessingActor.careProviderId, this.options.careProviderId))
      return noAnswer('other-care-provider');
    if (!this.held || this.isClosed) return noAnswer('no-snapshot');
    const present = this.clock.present();
    return present ? this.answer(question, this.held, present) : noAnswer('unclear-clock');
  }

  /**
   * Asks the service for a newer one: for what has changed, where one is held. A call while another is under way shares that one's.
   * @throws ConsentServiceError, SnapshotRefused, SnapshotDenied, and the errors of the file.
   */
  refresh(service: Service): Promise<void> {
    this.refreshing ??= this.readNewer(service).finally(() => (this.refreshing = undefined));
    return this.refreshing;
  }

  /** Asks again and again, so many milliseconds after the end of each time, until it is closed. A second call does nothing. */
  follow(service: Service, everyMs: number): void {
    if (this.isFollowing || this.isClosed) return;
    this.isFollowing = true;
    this.askOn(service, everyMs);
  }

  /** Keeps the record of an answer, where the options say how. */
  async record(question: Question, { content, position, ...from }: AnsweredBySnapshot): Promise<void> {
    const answeredAt = from.issuedAt + from.ageMs;
    await this.options.onAnswer?.({ question, content, position, answeredAt, ...from });
  }

  /** Ends the reading in the background. It answers nothing any more. */
  async close(): Promise<void> {
    this.isClosed = true;
    clearTimeout(this.timer);
    await this.refreshing?.catch(() => undefined);
    await this.file?.keepSeen(this.clock.seen());
  }

  private askOn(service: Service, everyMs: number): void {
    const goOn = (): void => {
      if (!this.isClosed) this.timer = setTimeout(() => this.askOn(service, everyMs), everyMs).unref();
    };
    this.refresh(service)
      .catch((error: unknown) => reportFailure(this.options.onFailure, error))
      .finally(goOn);
  }

  private answer(question: Question, held: VerifiedSnapshot, present: Present): SnapshotAnswer {
    const why = whyNotAt(held.statement, present);
    if (why) return noAnswer(why);
    const content = held.check(question, present);
    if (!content) return noAnswer('unclear-time');
    const { position, issuedAt, validUntil } = held.statement;
    return { kind: 'answered', content, position, issuedAt, validUntil, ageMs: present.latest - issuedAt };
  }

  /** Of several failures, the first is thrown. */
  private async readNewer(service: Service): Promise<void> {
    const steps = [() => this.takeNewer(service), () => this.file?.keepSeen(this.clock.seen())];
    const failures: unknown[] = [];
    for (const step of steps) await step()?.catch((error: unknown) => failures.push(error));
    if (failures.length > 0) throw failures[0];
  }

  /** What is held is the newest, also where the file cannot be written: it proves itself. */
  private async takeNewer(service: Service): Promise<void> {
    try {
      const shown = this.clock.shown();
      const newer = (this.held && (await this.changed(service, this.held))) ?? (await this.whole(service));
      this.demandUsable(newer.statement);
      this.held = newer;
      this.clock.agreeOn(newer.statement.issuedAt, shown);
      await this.file?.keep(newer.text());
    } catch (error) {
      if (isDenied(error)) await this.forget();
      throw error;
    }
  }

  /** `null` where what is held is not what the service has changes of: all is asked for again. */
  private async changed(service: Service, held: VerifiedSnapshot): Promise<VerifiedSnapshot | null> {
    try {
      const text = await this.ask(service, held.statement.cursor);
      return text && held.with(text, this.keys);
    } catch (error) {
      if (error instanceof SnapshotRefused && error.why === 'other-lines') return null;
      throw error;
    }
  }

  private async whole(service: Service): Promise<VerifiedSnapshot> {
    const text = await this.ask(service);
    if (!text) throw new SnapshotRefused('unreadable');
    return VerifiedSnapshot.of(text, this.keys);
  }

  /** `null` where the cursor is of another history. */
  private async ask(service: Service, cursor?: string): Promise<SnapshotText | null> {
    const { careProviderId } = this.options;
    const result = await service.getConsentSnapshot({
      careProviderId,
      ...(cursor !== undefined && { cursor }),
    });
    if (result.kind === 'answered')
      return { note: textIn(result.content.snapshot), lines: textIn(result.content.lines) };
    const isCursor = cursor !== undefined && result.faults.some(({ element }) => element === 'cursor');
    if (isCursor) return null;
    throw new SnapshotDenied(result);
  }

  private takeKept(text: SnapshotText): void {
    try {
      const kept = VerifiedSnapshot.of(text, this.keys);
      this.demandUsable(kept.statement);
      this.held = kept;
    } catch (error) {
      reportFailure(this.options.onFailure, error);
    }
  }

  /** @throws SnapshotRefused */
  private demandUsable(statement: Statement): void {
    if (!sameHsaId(statement.careProviderId, this.options.careProviderId))
      throw new SnapshotRefused('other-care-provider');
    if (this.held && statement.issuedAt < this.held.statement.issuedAt) throw new SnapshotRefused('older');
    const why = whyNotAt(statement, this.clock.present() ?? this.clock.shown());
    if (why) throw new SnapshotRefused(why === 'expired' ? 'expired' : 'from-the-future');
  }

  private async forget(): Promise<void> {
    this.held = null;
    await this.file?.forget().catch((error: unknown) => reportFailure(this.options.onFailure, error));
  }
}
