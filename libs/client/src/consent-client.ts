import type { ContractPath } from '#contracts';
import type { TokenSource } from './authentication/token-source';
import { ContractCalls, type AnyOptions } from './calls/contract-calls';
import { unreadable, type ContractCall } from './calls/failures';
import { Outage } from './calls/outage';
import { resultIn } from './calls/read-answer';
import { WebhookMethods } from './calls/webhook-methods';
import type { RetryOptions } from './http/retry';
import { Transport, type TlsMaterial } from './http/transport';
import type { ChangeStreams } from './messages/change-stream';
import type { ConsentApi } from './messages/consent-api';
import type { AnswerContext, CheckAnswer, CheckContent, QueryResult } from './messages/results';
import type { ConsentSnapshot } from './snapshot/consent-snapshot';
import { OfflineAnswers, type Demanded } from './snapshot/offline-answers';

/** How the consent service is called. */
export interface ConsentClientOptions {
  /** The address of the service, such as `https://consent.example`. */
  readonly url: string;
  /** The tokens that prove the caller, where a client certificate does not. */
  readonly token?: TokenSource;
  /** The client certificate that proves the caller, and whom to trust. A function is asked before each connection is made. */
  readonly tls?: TlsMaterial | (() => TlsMaterial);
  /** The HSA-id of this system, if its requests begin here. */
  readonly originalConsumer?: string;
  /** The most that a call may take with all its attempts, in milliseconds. Default 5 000. */
  readonly timeoutMs?: number;
  /** The most that an attempt may take, in milliseconds. Default 2 000. */
  readonly attemptTimeoutMs?: number;
  readonly retry?: Partial<RetryOptions>;
  /**
   * The snapshots that answer checks while the service cannot be reached. Such a yes may be stale for as long as a snapshot is valid.
   * Default: none, and such a check fails.
   */
  readonly offline?: readonly ConsentSnapshot[];
  /**
   * How long after a call that did not reach the service checks are answered by `offline` at once, in milliseconds. When that time is
   * over, one check asks the service again while the others go on without. Any answer of the service ends it. Default 0: every check
   * asks the service first.
   */
  readonly assumeAwayMs?: number;
}

const RETRY: RetryOptions = { attempts: 3, firstPauseMs: 100, longestPauseMs: 2_000 };

/** Calls the consent service. */
export class ConsentClient extends WebhookMethods implements ConsentApi, ChangeStreams {
  protected readonly calls: ContractCalls;
  private readonly offline: OfflineAnswers;

  constructor(options: ConsentClientOptions) {
    super();
    const { url, token, tls = {}, originalConsumer, timeoutMs = 5_000, attemptTimeoutMs = 2_000 } = options;
    const outage = new Outage({ assumedMs: options.assumeAwayMs ?? 0, attemptTimeoutMs });
    this.offline = new OfflineAnswers(options.offline ?? [], outage);
    this.calls = new ContractCalls(new Transport(url, typeof tls === 'function' ? tls : () => tls), {
      context: originalConsumer === undefined ? {} : { originalConsumer },
      token,
      timeoutMs,
      attemptTimeoutMs,
      retry: { ...RETRY, ...options.retry },
      outage,
    });
  }

  registerExtendedConsent(
    ...args: Parameters<ConsentApi['registerExtendedConsent']>
  ): ReturnType<ConsentApi['registerExtendedConsent']> {
    return this.change('register-extended-consent', ...args);
  }

  async checkConsent(
    ...[question, options]: Parameters<ConsentApi['checkConsent']>
  ): ReturnType<ConsentApi['checkConsent']> {
    const ask = (): Promise<QueryResult<CheckContent>> => this.query('check-consent', question, options);
    return this.offline.check(ask, question, this.demanded(options));
  }

  async checkConsents(
    ...[request, options]: Parameters<ConsentApi['checkConsents']>
  ): ReturnType<ConsentApi['checkConsents']> {
    const path = 'check-consents';
    const result: Awaited<ReturnType<ConsentApi['checkConsents']>> = await this.query(path, request, options);
    if (result.kind === 'refused' || result.content.answers.length === request.questions.length)
      return result;
    throw unreadable({ path, isChange: false, correlationId: result.correlationId });
  }

  async checkAll(
    ...[questions, options]: Parameters<ConsentApi['checkAll']>
  ): ReturnType<ConsentApi['checkAll']> {
    const ask = async (): Promise<QueryResult<readonly CheckAnswer[]>> => {
      const result = await this.checkConsents({ questions: [...questions] }, options);
      if (result.kind === 'refused') return result;
      return { ...result, content: result.content.answers.map((answer) => checkAnswer(answer, result)) };
    };
    return this.offline.checkAll(ask, questions, this.demanded(options));
  }

  getConsentsForPatient(
    ...args: Parameters<ConsentApi['getConsentsForPatient']>
  ): ReturnType<ConsentApi['getConsentsForPatient']> {
    return this.query('get-consents-for-patient', ...args);
  }

  getExtendedConsentsForPatient(
    ...args: Parameters<ConsentApi['getExtendedConsentsForPatient']>
  ): ReturnType<ConsentApi['getExtendedConsentsForPatient']> {
    return this.query('get-extended-consents-for-patient', ...args);
  }

  getAllExtendedConsentsForPatient(
    ...args: Parameters<ConsentApi['getAllExtendedConsentsForPatient']>
  ): ReturnType<ConsentApi['getAllExtendedConsentsForPatient']> {
    return this.query('get-all-extended-consents-for-patient', ...args);
  }

  getConsentsForCareProvider(
    ...args: Parameters<ConsentApi['getConsentsForCareProvider']>
  ): ReturnType<ConsentApi['getConsentsForCareProvider']> {
    return this.query('get-consents-for-care-provider', ...args);
  }

  getConsentChanges(
    ...args: Parameters<ConsentApi['getConsentChanges']>
  ): ReturnType<ConsentApi['getConsentChanges']> {
    return this.query('get-consent-changes', ...args);
  }

  getConsentSnapshot(
    ...args: Parameters<ConsentApi['getConsentSnapshot']>
  ): ReturnType<ConsentApi['getConsentSnapshot']> {
    return this.query('get-consent-snapshot', ...args);
  }

  /** Its content is that of a page of changes: it was read by that contract. */
  streamConsentChanges(
    ...[request, options = {}]: Parameters<ChangeStreams['streamConsentChanges']>
  ): ReturnType<ChangeStreams['streamConsentChanges']> {
    const opened = this.calls.stream('get-consent-changes', request, options);
    return opened as ReturnType<ChangeStreams['streamConsentChanges']>;
  }

  endConsentByPatient(
    ...args: Parameters<ConsentApi['endConsentByPatient']>
  ): ReturnType<ConsentApi['endConsentByPatient']> {
    return this.change('end-consent-by-patient', ...args);
  }

  cancelExtendedConsent(
    ...args: Parameters<ConsentApi['cancelExtendedConsent']>
  ): ReturnType<ConsentApi['cancelExtendedConsent']> {
    return this.change('cancel-extended-consent', ...args);
  }

  deleteExtendedConsent(
    ...args: Parameters<ConsentApi['deleteExtendedConsent']>
  ): ReturnType<ConsentApi['deleteExtendedConsent']> {
    return this.change('delete-extended-consent', ...args);
  }

  asOf(...args: Parameters<ConsentApi['asOf']>): ReturnType<ConsentApi['asOf']> {
    return this.query('as-of', ...args);
  }

  searchDecisions(
    ...args: Parameters<ConsentApi['searchDecisions']>
  ): ReturnType<ConsentApi['searchDecisions']> {
    return this.query('decisions', ...args);
  }

  /** Closes the connections that are kept. */
  close(): void {
    this.calls.close();
  }

  private demanded(options: AnyOptions = {}): Demanded {
    const { explain, atLeast = -1 } = options;
    const correlationId = (): string => this.calls.correlationIdOf(options);
    return { explain, atLeast, isAfterChange: this.calls.isAfterChange, correlationId };
  }

  /** What was read is of this path, so it has the content of it. */
  private query<Content>(
    path: ContractPath,
    request: object,
    options?: AnyOptions,
  ): Promise<QueryResult<Content>> {
    return this.calls.query(path, request, options) as Promise<QueryResult<Content>>;
  }
}

/** @throws UnreadableAnswer when it is no answer to a check: one that cannot be read spoils all, so that none is taken for another's. */
function checkAnswer(answer: unknown, { correlationId, position }: AnswerContext): CheckAnswer {
  const call: ContractCall = { path: 'check-consent', isChange: false, correlationId };
  const result = resultIn(answer, call, { correlationId, position }) as QueryResult<CheckContent> | null;
  if (result === null) throw unreadable(call);
  return result;
}
