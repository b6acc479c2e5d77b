import CircuitBreaker from 'opossum';
import type { TraceHeaders, Tracing } from '#platform';
import { RegisterUnavailable } from './registers';

export interface RegisterClientOptions {
  /** How long one question may take, in milliseconds. Default 2000. */
  readonly timeout?: number;
  /** How long the register is left alone after it has failed too often, in milliseconds. Default 10 000. */
  readonly rest?: number;
  /** Records each try as a span, and passes the trace on to the register. */
  readonly tracing?: Tracing;
}

const ATTEMPTS = 2;

/** So many of the last questions must have been asked, and half of them have failed, before the register is left alone. */
const VOLUME = 4;
const FAILED_PERCENT = 50;

/** What a register answers in. A 404 in anything else comes from whatever stands at its address instead, and is no answer. */
const JSON_TYPE = /^application\/([\w.-]+\+)?json\b/i;

/** The register answered that it does not have what was asked for. Its JSON may be `null`, which says nothing. */
const NOT_THERE = Symbol('not there');

/**
 * Asks a register over HTTP. Every question is a POST with a JSON body, because a personal identity must never be in an address.
 * A question that fails is asked once more; a register that keeps failing is left alone for a while, so that nobody waits for it.
 */
export class RegisterClient {
  private readonly tracing: Tracing | undefined;
  private readonly breaker: CircuitBreaker<[path: string, body: object], unknown>;

  constructor(
    private readonly url: string,
    { timeout = 2000, rest = 10_000, tracing }: RegisterClientOptions = {},
  ) {
    this.tracing = tracing;
    this.breaker = new CircuitBreaker((path: string, body: object) => this.ask(path, body, timeout), {
      timeout: false,
      resetTimeout: rest,
      volumeThreshold: VOLUME,
      errorThresholdPercentage: FAILED_PERCENT,
    });
  }

  /** The answer's JSON; `null` when the register says 404, in JSON: it does not have what was asked for. @throws RegisterUnavailable */
  async answer<Answer>(
    path: string,
    body: object,
    isAnswer: (value: unknown) => value is Answer,
  ): Promise<Answer | null> {
    const answer = await this.breaker.fire(path, body).catch((error: unknown) => {
      throw new RegisterUnavailable(`The register at ${this.host} does not answer.`, { cause: error });
    });
    if (answer === NOT_THERE) return null;
    if (isAnswer(answer)) return answer;
    throw new RegisterUnavailable(`The register at ${this.host} answers what cannot be read.`);
  }

  close(): void {
    this.breaker.shutdown();
  }

  private get host(): string {
    return new URL(this.url).host;
  }

  private async ask(path: string, body: object, timeout: number): Promise<unknown> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.askOnce(path, body, timeout);
      } catch (error) {
        if (attempt === ATTEMPTS) throw error;
      }
    }
  }

  private askOnce(path: string, body: object, timeout: number): Promise<unknown> {
    if (!this.tracing) return this.post(path, body, timeout);
    const facts = { 'http.request.method': 'POST', 'server.address': this.host };
    return this.tracing.calling(`POST ${path}`, facts, (trace) => this.post(path, body, timeout, trace));
  }

  private async post(path: string, body: object, timeout: number, trace?: TraceHeaders): Promise<unknown> {
    const response = await fetch(new URL(path, this.url), {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json', ...trace },
      body: JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.timeout(timeout),
    });
    if (response.status === 404 && isJson(response)) return NOT_THERE;
    if (!response.ok) throw new Error(`It answered ${response.status}.`);
    return response.json();
  }
}

const isJson = ({ headers }: Response): boolean => JSON_TYPE.test(headers.get('content-type') ?? '');
