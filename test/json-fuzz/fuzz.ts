import { Agent } from 'node:http';
import { identitiesIn } from '../support/identities-in-text';
import { inGroups } from '../support/in-groups';
import { exchange, type Received, type Sent } from './exchange';
import { parsed } from './mutants';
import type { Requests } from './requests';
import { isUnderstood, type Meant } from './understood';

/** What a run has found. Of what must not be, each kind is told with a few requests, their bodies in Base64. */
export interface FuzzReport {
  readonly requests: number;
  /** How many answers had each status; of those that no request can be at fault for, each code by itself. */
  readonly statuses: Readonly<Record<string, number>>;
  /** Registrations that were acknowledged. */
  readonly registered: number;
  /** Checks that were answered yes. */
  readonly granted: number;
  readonly slowestMs: number;
  /** Answers that took longer than 100 ms, which a machine that is busy with other things makes more of. */
  readonly slow: number;
  /**
   * Answered 500 or above, or not at all; no JSON; an identity in a problem; recorded otherwise than sent; a yes where
   * nobody registered a consent.
   */
  readonly findings: Readonly<
    Record<'crashes' | 'unreadable' | 'leaks' | 'misread' | 'invented', readonly string[]>
  >;
}

interface Place {
  readonly patientId: { readonly extension: string };
  readonly accessingActor: { readonly careProviderId: string; readonly careUnitId: string };
}

const SLOW_MS = 100;
const MOST_TOLD = 5;
const CALLERS = 16;

const placeKey = (extension: string, careProviderId: string, careUnitId: string): string =>
  [extension.replaceAll('-', ''), careProviderId, careUnitId].join(' ').toUpperCase();

/** Sends so many requests to a service, and judges each answer. */
export class JsonFuzzing {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: CALLERS });
  private readonly places = new Set<string>();
  private readonly findings = {
    crashes: [] as string[],
    unreadable: [] as string[],
    leaks: [] as string[],
    misread: [] as string[],
    invented: [] as string[],
  };
  private readonly statuses: Record<string, number> = {};
  private readonly figures = { requests: 0, registered: 0, granted: 0, slowestMs: 0, slow: 0 };

  constructor(
    private readonly url: string,
    private readonly requests: Requests,
  ) {}

  async run(count: number): Promise<FuzzReport> {
    const rounds = Array.from({ length: count }, (_, index) => index);
    await inGroups(CALLERS, rounds, async () => this.ask(this.requests.next()));
    this.agent.destroy();
    return { ...this.figures, statuses: this.statuses, findings: this.findings };
  }

  private async ask(sent: Sent): Promise<void> {
    // Noted before it is sent: what is registered may be granted to another caller at once.
    if (sent.path === '/v2/register-extended-consent') this.notePlace(parsed(sent.body));
    try {
      const answer = await exchange(this.agent, this.url, sent);
      this.count(answer);
      this.judge(sent, answer);
      await this.compare(sent, answer);
    } catch (error) {
      tell(this.findings.crashes, sent, String(error));
    }
  }

  private count({ status, text, ms }: Received): void {
    this.figures.requests += 1;
    const kind = status < 500 ? String(status) : `${status} ${codeOf(text)}`;
    this.statuses[kind] = (this.statuses[kind] ?? 0) + 1;
    this.figures.slowestMs = Math.max(this.figures.slowestMs, ms);
    if (ms > SLOW_MS) this.figures.slow += 1;
  }

  private judge(sent: Sent, { status, mediaType, text }: Received): void {
    if (status >= 500) tell(this.findings.crashes, sent, `${status} ${text}`);
    // The contracts' own texts show a caller the value that it sent; a problem never does.
    if (mediaType.startsWith('application/problem') && identitiesIn(text).length > 0)
      tell(this.findings.leaks, sent, text);
    const isJson = /^application\/(problem\+)?json/.test(mediaType);
    if (isJson ? parsed(Buffer.from(text)) === undefined : status >= 400)
      tell(this.findings.unreadable, sent, `${status} ${mediaType} ${text}`);
  }

  private async compare(sent: Sent, { status, text }: Received): Promise<void> {
    if (status === 201) return this.compareRegistered(sent);
    if (status === 200 && sent.path === '/v2/check-consent') this.compareGranted(sent, text);
  }

  private async compareRegistered(sent: Sent): Promise<void> {
    const meant = parsed(sent.body) as Meant;
    this.figures.registered += 1;
    this.requests.remember(meant.assertionId);
    const path = `/v2/history/${meant.assertionId}`;
    const { text } = await exchange(this.agent, this.url, { ...sent, method: 'GET', path, headers: {} });
    const { events } = JSON.parse(text) as { events: readonly Parameters<typeof isUnderstood>[1][] };
    if (!isUnderstood(meant, events[0]!)) tell(this.findings.misread, sent, text);
  }

  private compareGranted(sent: Sent, text: string): void {
    const { checkResult } = JSON.parse(text) as { checkResult: { hasConsent: boolean } };
    if (!checkResult.hasConsent) return;
    this.figures.granted += 1;
    const { patientId, accessingActor } = parsed(sent.body) as Place;
    const { careProviderId, careUnitId } = accessingActor;
    if (!this.places.has(placeKey(patientId.extension, careProviderId, careUnitId)))
      tell(this.findings.invented, sent, text);
  }

  private notePlace(body: unknown): void {
    const { patientId, careProviderId, careUnitId } = (body ?? {}) as Partial<Record<string, unknown>>;
    const { extension } = (patientId ?? {}) as { readonly extension?: unknown };
    const parts = [extension, careProviderId, careUnitId];
    if (parts.every((part) => typeof part === 'string'))
      this.places.add(placeKey(...(parts as [string, string, string])));
  }
}

/** The code of a problem. */
const codeOf = (text: string): string =>
  (parsed(Buffer.from(text)) as { readonly code?: string } | undefined)?.code ?? 'without a code';

function tell(findings: string[], { method, path, headers, body }: Sent, what: string): void {
  if (findings.length >= MOST_TOLD) return;
  findings.push(`${what}\n${method} ${path} ${JSON.stringify(headers)}\n${body.toString('base64')}`);
}
