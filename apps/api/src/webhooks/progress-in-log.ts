import type { Instant } from '#consent';
import type { EventStore } from '#event-store';
import { newId } from '#platform';
import { encodeProgress, progressStream, type Progress, type Webhook } from '#webhooks';
import type { KeptProgress, WebhookRegistry } from './webhook-registry';

/** Another process has the deliveries of the webhook now. */
export class Displaced extends Error {
  override readonly name = 'Displaced';
}

interface ProgressParts {
  readonly registry: Pick<WebhookRegistry, 'progressOf'>;
  readonly auditStore: Pick<EventStore, 'append'>;
  /** This process, unlike any other. */
  readonly holder: string;
  /** How long nobody else delivers, in milliseconds, from each note on. */
  readonly claimMs: number;
}

/**
 * How far the deliveries of a webhook have come, where one process at a time may move it. The log decides who that is: each note is appended
 * behind the one that its writer knows, and says until when nobody else may begin.
 */
export class ProgressInLog {
  private kept: KeptProgress | null = null;
  private hasUnkept = false;

  constructor(
    private readonly webhook: Webhook,
    private readonly parts: ProgressParts,
  ) {}

  /** As far as it is known here. */
  get now(): Progress | null {
    return this.kept?.progress ?? null;
  }

  /** Whether this process may send for as long as it needs. */
  isHeld(now: Instant, neededMs: number): boolean {
    return this.kept?.holder === this.parts.holder && this.kept.heldUntil - now > neededMs;
  }

  isOwn(holder: string): boolean {
    return holder === this.parts.holder;
  }

  /** Forgets what is known here: it is read again before it is used. */
  forget(): void {
    this.kept = null;
  }

  /** Reads it again; what was not kept is forgotten. */
  async read(): Promise<KeptProgress> {
    this.hasUnkept = false;
    this.kept = await this.parts.registry.progressOf(this.webhook);
    return this.kept;
  }

  /** What has happened, to be kept soon. */
  move(progress: Progress): void {
    this.kept = { ...this.kept!, progress };
    this.hasUnkept = true;
  }

  /** Keeps it, and holds it from now on. @throws Displaced @throws StoreUnavailable */
  async keep(now: Instant, claimMs = this.parts.claimMs): Promise<void> {
    const { progress, revision } = this.kept!;
    const claim = { holder: this.parts.holder, heldUntil: now + claimMs };
    const event = { id: newId(), ...encodeProgress({ progress, ...claim }) };
    const stream = progressStream(this.webhook.webhookId);
    const result = await this.append(stream, revision, event);
    if (!result.ok) {
      this.kept = null;
      throw new Displaced('Another process delivers this webhook.');
    }
    this.hasUnkept = false;
    this.kept = { progress, ...claim, revision: result.revision };
  }

  /** Keeps what was not kept, and lets go, so that another process may begin at once. */
  async release(now: Instant): Promise<void> {
    if (this.kept?.holder === this.parts.holder && (this.hasUnkept || this.kept.heldUntil > now))
      await this.keep(now, 0);
  }

  /** Keeps what was not kept yet. */
  async keepRest(now: Instant): Promise<void> {
    if (this.hasUnkept) await this.keep(now);
  }

  private append(
    stream: string,
    revision: number | null,
    event: Parameters<EventStore['append']>[2][number],
  ) {
    return this.parts.auditStore.append(stream, revision ?? 'no-stream', [event]);
  }
}
