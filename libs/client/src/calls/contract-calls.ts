import { randomUUID } from 'node:crypto';
import type { ContractPath } from '#contracts';
import type { TokenSource } from '../authentication/token-source';
import { withRetries, type RetryOptions } from '../http/retry';
import { TimeLimit } from '../http/time-limit';
import type { Transport } from '../http/transport';
import type { OpenChangeStream } from '../messages/change-stream';
import type { CallContext, ChangeOptions, CheckOptions } from '../messages/call-options';
import { changesIn, isStream } from './change-stream';
import { Exchange, type Headers, type Proving, type Reading, type Sending } from './exchange';
import type { ContractCall } from './failures';
import type { Outage } from './outage';
import { currentContext, hasChanged, noteChange, notedPosition, notePosition } from './request-scope';
import { ServiceNonces } from './service-nonces';

export interface CallerOptions {
  readonly context: CallContext;
  readonly token?: TokenSource;
  readonly timeoutMs: number;
  readonly attemptTimeoutMs: number;
  readonly retry: RetryOptions;
  /** Hears what comes of each call. */
  readonly outage: Outage;
}

export type AnyOptions = ChangeOptions & CheckOptions;
type Contract = Pick<ContractCall, 'path' | 'isChange'>;

/** Calls contracts at the JSON door: within a time, again where that is safe, with what belongs to the present request. */
export class ContractCalls {
  private readonly proving: Proving;

  constructor(
    private readonly transport: Transport,
    private readonly options: CallerOptions,
  ) {
    this.proving = { tokens: options.token, nonces: new ServiceNonces() };
  }

  /** @throws ConsentServiceError */
  async query(path: ContractPath, request: unknown, options: AnyOptions = {}): Promise<Reading> {
    const atLeast = Math.max(options.atLeast ?? -1, notedPosition(this) ?? -1);
    return this.call({ path, isChange: false }, request, {
      ...options,
      ...(atLeast >= 0 && { atLeast }),
    });
  }

  /** Whether the present request has sent a change, whatever came of it. */
  get isAfterChange(): boolean {
    return hasChanged(this);
  }

  /** @throws ConsentServiceError */
  async change(path: ContractPath, request: unknown, options: AnyOptions = {}): Promise<Reading> {
    noteChange(this);
    const result = await this.call({ path, isChange: true }, request, options);
    if (result.position !== null) notePosition(this, result.position);
    return result;
  }

  /** Asks once, for a stream. @throws ConsentServiceError; the events throw it too. */
  async stream(
    path: ContractPath,
    request: unknown,
    options: AnyOptions,
  ): Promise<OpenChangeStream | Reading> {
    const call = this.sending({ path, isChange: false }, request, options);
    const sending = { ...call, headers: { ...call.headers, accept: STREAM_IF_THERE_IS_ONE } };
    const limit = this.limitOf(sending);
    let isOpen = false;
    try {
      const exchange = this.exchange(sending, limit);
      const open = await exchange.begin();
      isOpen = isStream(open);
      if (!isOpen) return await exchange.read(open);
      const { correlationId } = sending;
      return { kind: 'streaming', correlationId, events: changesIn(open.body, sending, limit) };
    } finally {
      if (isOpen) limit.lift();
      else limit.clear();
    }
  }

  close(): void {
    this.transport.close();
  }

  private async call(contract: Contract, request: unknown, options: AnyOptions): Promise<Reading> {
    const { retry, outage } = this.options;
    const sending = this.sending(contract, request, options);
    const { deadline, signal } = sending;
    const isSafe = !contract.isChange || options.idempotencyKey !== undefined;
    const begunAt = outage.begin();
    try {
      const reading = await withRetries(() => this.attempt(sending), { ...retry, deadline, isSafe, signal });
      outage.answered();
      return reading;
    } catch (failure) {
      outage.failed(failure, begunAt);
      throw failure;
    }
  }

  /** The correlation id of a call with these options. */
  correlationIdOf(options: AnyOptions): string {
    return this.contextOf(options).correlationId ?? randomUUID();
  }

  private contextOf(options: AnyOptions): CallContext {
    return { ...this.options.context, ...currentContext(), ...given(options) };
  }

  private sending(contract: Contract, request: unknown, options: AnyOptions): Sending {
    const context = this.contextOf(options);
    const correlationId = context.correlationId ?? randomUUID();
    return {
      ...contract,
      correlationId,
      headers: headersOf({ ...options, ...context, correlationId }),
      body: JSON.stringify(request),
      deadline: performance.now() + (options.timeoutMs ?? this.options.timeoutMs),
      signal: options.signal,
    };
  }

  private async attempt(sending: Sending): Promise<Reading> {
    const limit = this.limitOf(sending);
    try {
      const exchange = this.exchange(sending, limit);
      return await exchange.read(await exchange.begin());
    } finally {
      limit.clear();
    }
  }

  private exchange(sending: Sending, limit: TimeLimit): Exchange {
    return new Exchange(this.transport, this.proving, sending, limit);
  }

  private limitOf({ deadline, signal }: Sending): TimeLimit {
    return new TimeLimit(Math.min(this.options.attemptTimeoutMs, deadline - performance.now()), signal);
  }
}

const STREAM_IF_THERE_IS_ONE = 'text/event-stream, application/json;q=0.9';

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
