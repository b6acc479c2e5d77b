import type { Logger } from '#platform';
import type { ConsentChangeAt } from '#read-models';
import {
  afterFailure,
  afterSuccess,
  nextStep,
  onItsWay,
  redeliver,
  takeNew,
  type Message,
  type Progress,
  type Webhook,
} from '#webhooks';
import type { RequestContext } from '../contract/request-context';
import { NoRight, type ChangesToSend } from './changes-to-send';
import { attempt, ownerNow, type AttemptParts } from './attempt';
import { messageOfChange, type ChangeMessage } from './message-of-change';
import { Displaced, type ProgressInLog } from './progress-in-log';

/** What all couriers share. */
export interface CourierParts extends AttemptParts {
  readonly changes: Pick<ChangesToSend, 'after' | 'glance' | 'demandHistory'>;
  readonly log: Logger;
}

/** How many changes are read at a time, and sent at most before it is kept that they were. */
const PAGE = 50;

/** The delivery must stop: the service ends, or the right did. */
class Stopped extends Error {
  override readonly name = 'Stopped';
}

/**
 * Delivers one webhook: a message at a time, in the order of the ledger. What it does next, `nextStep` says. A message is sent only while
 * this process holds the webhook for longer than the receiver may take, and only while its owner may see the change.
 */
export class Courier {
  private page: readonly ConsentChangeAt[] = [];
  private sentSinceKept = 0;
  private readonly stopping = new AbortController();

  constructor(
    public webhook: Webhook,
    readonly progress: ProgressInLog,
    private readonly parts: CourierParts,
  ) {}

  stop(): void {
    this.stopping.abort();
  }

  /** Delivers what can be delivered now. @throws whatever keeps it from it, to be tried again soon */
  async deliver(): Promise<void> {
    this.page = [];
    if (!this.progress.now) await this.progress.read();
    if (!this.mayGoOn()) return;
    await this.parts.changes.demandHistory(this.webhook, this.progress.now!.cursor);
    if (!this.hasWork()) return;
    try {
      if (!(await this.claim())) return;
      while (await this.step());
      await this.progress.keepRest(this.now);
    } catch (error) {
      await this.endAt(error);
    }
  }

  /** What was sent before is kept, if this process may still say so. */
  private async endAt(error: unknown): Promise<void> {
    if (error instanceof Displaced) return;
    if (!(error instanceof Stopped || error instanceof NoRight)) throw error;
    await this.progress.keepRest(this.now).catch(() => undefined);
  }

  /** Whether there is something to send, by a look that waits for nothing. */
  private hasWork(): boolean {
    const progress = this.progress.now!;
    if (this.webhook.redeliveries.length > progress.redeliveries) return true;
    return nextStep(progress, this.now, this.hasMore(progress)).what !== 'wait';
  }

  private hasMore({ cursor }: Progress): boolean {
    const page = this.parts.changes.glance(this.webhook, cursor, 0);
    return page?.hasMore ?? false;
  }

  /** `false`: another process has it, or has done the work. */
  private async claim(): Promise<boolean> {
    if (this.isHeld()) return true;
    const { holder, heldUntil, revision } = await this.progress.read();
    const isFree = revision === null || heldUntil <= this.now || this.progress.isOwn(holder);
    if (!isFree || !this.hasWork()) return false;
    await this.keep();
    return true;
  }

  private isHeld(): boolean {
    return this.progress.isHeld(this.now, 2 * this.parts.config.WEBHOOK_TIMEOUT_MS);
  }

  private async keep(): Promise<void> {
    await this.progress.keep(this.now);
    this.sentSinceKept = 0;
  }

  /** @returns whether there may be more to do. */
  private async step(): Promise<boolean> {
    this.heedRedeliveries();
    const progress = this.progress.now!;
    const next = nextStep(progress, this.now, this.page.length > 0 || this.hasMore(progress));
    if (next.what === 'wait') return false;
    if (next.what === 'retry') return this.retry(next.message);
    return this.sendNew();
  }

  private heedRedeliveries(): void {
    const { redeliveries } = this.progress.now!;
    for (const { messageId } of this.webhook.redeliveries.slice(redeliveries))
      this.progress.move(redeliver(this.progress.now!, cursorIn(messageId), this.now));
  }

  private async retry({ after, cursor }: Message): Promise<boolean> {
    const [change] = await this.read(after, 1);
    const message = change && messageOfChange(this.webhook, change, after);
    if (message?.cursor !== cursor)
      throw new Error('The history has another change where one was to be sent again.');
    await this.send(message);
    return true;
  }

  private async sendNew(): Promise<boolean> {
    const { cursor, failures } = this.progress.now!;
    if (this.page.length === 0) this.page = await this.read(cursor, failures > 0 ? 1 : PAGE);
    const [change, ...rest] = this.page;
    if (!change) return false;
    this.page = rest;
    const message = messageOfChange(this.webhook, change, cursor);
    const { body: _body, id: _id, ...place } = message;
    const { progress, isKeptAside } = takeNew(this.progress.now!, place, this.now);
    this.progress.move(progress);
    if (!isKeptAside) await this.send(message);
    return true;
  }

  private read(cursor: string | undefined, most: number): Promise<readonly ConsentChangeAt[]> {
    return this.parts.changes.after(this.webhook, cursor, { context: this.demandRight(), most });
  }

  private async send({ id, body, ...message }: ChangeMessage): Promise<void> {
    if (!this.isHeld() || this.sentSinceKept >= PAGE) await this.keep();
    this.demandRight();
    await this.dropWhatIsSuperseded(message);
    const failure = await attempt(this.webhook, { id, body }, this.parts, this.stopping.signal);
    if (this.stopping.signal.aborted) throw new Stopped();
    const before = this.progress.now!;
    this.sentSinceKept += 1;
    if (failure === null) {
      this.progress.move(afterSuccess(before, message, this.now));
      if (before.failures > 1) this.say('A webhook is delivered again.');
      return;
    }
    this.progress.move(afterFailure(before, message, this.now, failure));
    if (before.failures === 1)
      this.say('A webhook is not taken by its receiver. It is tried again.', failure);
    await this.keep();
  }

  /** Before the end is sent: it may be taken, and this process die before that is kept. */
  private async dropWhatIsSuperseded(message: Message): Promise<void> {
    const progress = onItsWay(this.progress.now!, message);
    if (progress === this.progress.now) return;
    this.progress.move(progress);
    await this.keep();
  }

  /** In whose name it goes on. @throws Stopped */
  private demandRight(): RequestContext {
    const context = ownerNow(this.webhook, this.parts);
    if (!context || this.stopping.signal.aborted) throw new Stopped();
    return context;
  }

  private mayGoOn(): boolean {
    const { webhook, parts, stopping } = this;
    return !webhook.isRemoved && !stopping.signal.aborted && ownerNow(webhook, parts) !== null;
  }

  private say(what: string, failure?: string, { webhookId } = this.webhook): void {
    if (failure === undefined) this.parts.log.info(what, { webhookId });
    else this.parts.log.warn(what, { webhookId, failure });
  }

  private get now(): number {
    return this.parts.clock();
  }
}

/** The cursor of the message that is asked for; `null`: all. */
const cursorIn = (messageId: string | null): string | null => messageId?.split('_').at(-1) ?? null;
