import { Injectable } from '@nestjs/common';
import type { Instant } from '#consent';
import { webhookStates } from '#contracts';
import { deadLetters, type Progress, type Undelivered, type Webhook } from '#webhooks';
import type { ChangesPage } from '#read-models';
import { Metrics } from '../observability/metrics';
import { DeliveryParts } from './delivery-parts';
import { WebhookRegistry } from './webhook-registry';

/** How the deliveries of a webhook go. */
export interface WebhookReport {
  readonly webhook: Webhook;
  readonly state: (typeof webhookStates)[number];
  readonly progress: Progress;
  readonly deadLetters: readonly Undelivered[];
  /** How many are tried again. */
  readonly retried: number;
  /** How many changes are not tried yet, of so many that are counted at most. */
  readonly untried: number;
  /** When the oldest of those was recorded that are not taken yet, and not given up. */
  readonly oldestAt: Instant | null;
}

/** So many changes are counted of each webhook: a metric must not read a whole history. */
const COUNTED = 1_000;

const SECOND = 1_000;

/** How the deliveries of webhooks go, for their owners and for those who run the service. */
@Injectable()
export class WebhookReports {
  /** What the gauges of a scrape share: all of them are read at the same time. */
  private reading: Promise<readonly (WebhookReport | null)[]> | null = null;

  constructor(
    private readonly registry: WebhookRegistry,
    private readonly parts: DeliveryParts,
    metrics: Metrics,
  ) {
    const label = 'state';
    metrics.gauge(
      'consent_webhook_messages',
      'Messages of webhooks that were not taken yet: pending (at most 1000 of each webhook are counted), dead (given up).',
      label,
      () => this.unlessUnknown(() => this.counts()),
    );
    metrics.gauge(
      'consent_webhook_oldest_message_age_seconds',
      'Age of the oldest change that a webhook has not delivered, and not given up.',
      label,
      () => this.unlessUnknown(async () => [['pending', await this.oldestAge()]]),
    );
    metrics.gauge(
      'consent_webhooks',
      'Webhooks by what they are doing, as GetWebhooks says it; other-history also while the rows of this process are behind; unreadable: how far the deliveries have come cannot be read.',
      label,
      () => this.unlessUnknown(() => this.states()),
    );
  }

  /** @throws StoreUnavailable */
  async of(webhook: Webhook): Promise<WebhookReport> {
    const { progress } = await this.registry.progressOf(webhook);
    return this.report(webhook, progress, await this.parts.changes.look(webhook, progress.cursor, COUNTED));
  }

  /** By a look that waits for nothing: a metric must not wait for the read models. */
  private async glanced(webhook: Webhook): Promise<WebhookReport> {
    const { progress } = await this.registry.progressOf(webhook);
    return this.report(webhook, progress, this.parts.changes.glance(webhook, progress.cursor, COUNTED));
  }

  private report(webhook: Webhook, progress: Progress, page: ChangesPage | null): WebhookReport {
    const dead = deadLetters(progress);
    const waiting = progress.undelivered.filter((one) => !dead.includes(one));
    const untried = page?.changes ?? [];
    const times = [...waiting.map(({ firstFailedAt }) => firstFailedAt), untried[0]?.recordedAt];
    const known = times.filter((time) => time !== undefined);
    return {
      ...{ webhook, progress, deadLetters: dead, state: this.stateOf(webhook, progress, page) },
      ...{ retried: waiting.length, untried: untried.length },
      oldestAt: known.length > 0 ? Math.min(...known) : null,
    };
  }

  private stateOf(
    webhook: Webhook,
    { failures }: Progress,
    page: ChangesPage | null,
  ): WebhookReport['state'] {
    if (this.parts.secrets.secretOf(webhook.webhookId, webhook.secret) === null) return 'key-missing';
    if (this.parts.subscribers.contextOf(webhook) === null) return 'denied';
    if (page === null) return 'other-history';
    return failures > 0 ? 'failing' : 'delivering';
  }

  /** Without webhooks, or while they cannot be read, there is nothing to say of them, and all other metrics are said. */
  private async unlessUnknown(read: () => Promise<[string, number][]>): Promise<[string, number][]> {
    if (!this.registry.isOn) return [];
    return read().catch(() => []);
  }

  private all(): Promise<readonly (WebhookReport | null)[]> {
    this.reading ??= this.read().finally(() => (this.reading = null));
    return this.reading;
  }

  /** `null` for one that cannot be read: it does not keep the others from being counted. */
  private async read(): Promise<readonly (WebhookReport | null)[]> {
    const webhooks = [...(await this.registry.all()).values()].filter(({ isRemoved }) => !isRemoved);
    return Promise.all(webhooks.map((webhook) => this.glanced(webhook).catch(() => null)));
  }

  private async readable(): Promise<readonly WebhookReport[]> {
    return (await this.all()).flatMap((report) => report ?? []);
  }

  private async states(): Promise<[string, number][]> {
    const found = (await this.all()).map((report) => report?.state ?? 'unreadable');
    return [...webhookStates, 'unreadable'].map((state) => [
      state,
      found.filter((one) => one === state).length,
    ]);
  }

  private async counts(): Promise<[string, number][]> {
    const reports = await this.readable();
    const sum = (count: (report: WebhookReport) => number): number =>
      reports.reduce((total, report) => total + count(report), 0);
    return [
      ['pending', sum(({ retried, untried }) => retried + untried)],
      ['dead', sum((report) => report.deadLetters.length)],
    ];
  }

  private async oldestAge(): Promise<number> {
    const times = (await this.readable()).flatMap(({ oldestAt }) => oldestAt ?? []);
    return times.length === 0 ? 0 : Math.max(0, this.parts.clock() - Math.min(...times)) / SECOND;
  }
}
