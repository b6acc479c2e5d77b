import { randomUUID } from 'node:crypto';
import type { ContractPath } from '#contracts';
import { TimeLimit } from '../http/time-limit';
import { withRetries, type RetryOptions } from '../http/retry';
import type { Transport } from '../http/transport';
import { AnswerTooLong, type HttpAnswer } from '../http/transport';
import {
  CallAborted,
  NotAuthenticated,
  NoToken,
  ServiceTimeout,
  ServiceUnavailable,
  type ConsentServiceError,
} from '../messages/errors';
import type { CallContext, ChangeOptions, CheckOptions } from '../messages/consent-api';
import { TokenRefused, type TokenSource } from '../authentication/token-source';
import { failed, unreadable, type ContractCall } from './failures';
import { readAnswer } from './read-answer';
import { currentContext, notedPosition, notePosition } from './request-scope';

export interface CallerOptions {
  readonly context: CallContext;
  readonly token?: TokenSource;
  readonly timeoutMs: number;
  readonly attemptTimeoutMs: number;
  readonly retry: RetryOptions;
}

export type AnyOptions = ChangeOptions & CheckOptions;
type Reading = ReturnType<typeof readAnswer>;
type Headers = Readonly<Record<string, string>>;

/** One call, as it is sent with each attempt. */
interface Sending extends ContractCall {
  readonly headers: Headers;
  readonly body: string;
  readonly deadline: number;
  readonly signal?: AbortSignal;
}

/** What proves the caller with one attempt. */
interface ShownToken {
  readonly token: string;
  readonly headers: Headers;
}

/** Calls contracts at the JSON door: within a time, again where that is safe, with what belongs to the present request. */
export class ContractCalls {
  constructor(
    private readonly transport: Transport,
    private readonly options: CallerOptions,
  ) {}

  /** @throws ConsentServiceError */
  async query(path: ContractPath, request: unknown, options: AnyOptions = {}): Promise<Reading> {
    const atLeast = this.leastPosition(options);
    return this.call({ path, isChange: false }, request, {
      ...options,
      ...(atLeast >= 0 && { atLeast }),
    });
  }

  /** The position that an answer has to be at, at least: as asked for, and of the request's own changes; -1: any. */
  leastPosition({ atLeast = -1 }: AnyOptions = {}): number {
    return Math.max(atLeast, notedPosition(this) ?? -1);
  }

  /** @throws ConsentServiceError */
  async change(path: ContractPath, request: unknown, options: AnyOptions = {}): Promise<Reading> {
    const result = await this.call({ path, isChange: true }, request, options);
    if (result.position !== null) notePosition(this, result.position);
    return result;
  }

  close(): void {
    this.transport.close();
  }

  private call(
    contract: Pick<ContractCall, 'path' | 'isChange'>,
    request: unknown,
    options: AnyOptions,
  ): Promise<Reading> {
    const { timeoutMs, retry } = this.options;
    const { signal } = options;
    const deadline = performance.now() + (options.timeoutMs ?? timeoutMs);
    const context = { ...this.options.context, ...currentContext(), ...given(options) };
    const correlationId = context.correlationId ?? randomUUID();
    const sending: Sending = {
      ...contract,
      correlationId,
      headers: headersOf({ ...options, ...context, correlationId }),
      body: JSON.stringify(request),
      deadline,
      signal,
    };
    const isSafe = !contract.isChange || options.idempotencyKey !== undefined;
    return withRetries(() => this.attempt(sending), { ...retry, deadline, isSafe, signal });
  }

  private async attempt(sending: Sending): Promise<Reading> {
    const { deadline, signal } = sending;
    const limit = new TimeLimit(
      Math.min(this.options.attemptTimeoutMs, deadline - performance.now()),
      signal,
    );
    try {
      const shown = await this.shown(sending, limit);
      const http = await this.send(sending, shown, limit);
      return this.read(http, sending, shown);
    } finally {
      limit.clear();
    }
  }

  private async shown(sending: Sending, limit: TimeLimit): Promise<ShownToken | undefined> {
    try {
      return await (this.options.token && limit.within(this.proved(this.options.token, sending)));
    } catch (cause) {
      if (limit.ended === 'aborted') throw endedBy(limit, sending, cause);
      const isTransient = !(cause instanceof TokenRefused);
      const message = `There is no token to call ${sending.path} with.`;
      throw new NoToken(message, failed(sending), isTransient, { cause });
    }
  }

  private async proved(source: TokenSource, { path }: Sending): Promise<ShownToken> {
    const token = await source.token();
    if (!source.prove) return { token, headers: { authorization: `Bearer ${token}` } };
    const url = this.transport.addressOf(pathOf(path));
    const dpop = await source.prove(token, { method: 'POST', url });
    return { token, headers: { authorization: `DPoP ${token}`, dpop } };
  }

  private async send(sending: Sending, shown: ShownToken | undefined, limit: TimeLimit): Promise<HttpAnswer> {
    const { path, body, headers } = sending;
    try {
      const all = { ...headers, ...shown?.headers };
      return await this.transport.post({ path: pathOf(path), headers: all, body, signal: limit.signal });
    } catch (cause) {
      throw endedBy(limit, sending, cause);
    }
  }

  private read(http: HttpAnswer, sending: Sending, shown: ShownToken | undefined): Reading {
    try {
      return readAnswer(http, sending);
    } catch (error) {
      if (error instanceof NotAuthenticated && shown !== undefined) this.options.token?.forget?.(shown.token);
      throw error;
    }
  }
}

const pathOf = (contract: string): string => `v2/${contract}`;

/** What is given for a single call; what is left out is that of the request, or of the client. */
const given = ({ correlationId, originalConsumer, onBehalfOf }: CallContext): CallContext =>
  Object.fromEntries(
    Object.entries({ correlationId, originalConsumer, onBehalfOf }).filter(
      ([, value]) => value !== undefined,
    ),
  );

function headersOf(options: AnyOptions): Headers {
  const { correlationId, originalConsumer, onBehalfOf, idempotencyKey, atLeast, explain } = options;
  const all = {
    'content-type': 'application/json',
    accept: 'application/json',
    'x-skltp-correlation-id': correlationId,
    'x-rivta-original-serviceconsumer-hsaid': originalConsumer,
    'x-rivta-acting-on-behalf-of-hsaid': onBehalfOf,
    'idempotency-key': idempotencyKey,
    'x-ledger-min-position': atLeast?.toString(),
    'x-ledger-explain': explain ? 'true' : undefined,
  };
  return Object.fromEntries(
    Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

function endedBy(limit: TimeLimit, call: ContractCall, cause: unknown): ConsentServiceError {
  const { path } = call;
  if (limit.ended === 'aborted')
    return new CallAborted(`The call of ${path} was aborted.`, failed(call), { cause });
  if (limit.ended === 'timeout')
    return new ServiceTimeout(`The consent service did not answer ${path} in time.`, failed(call), { cause });
  if (cause instanceof AnswerTooLong) return unreadable(call, { cause });
  return new ServiceUnavailable(`The consent service cannot be reached to answer ${path}.`, failed(call), {
    cause,
  });
}
