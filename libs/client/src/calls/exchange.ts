import type { ContractPath } from '#contracts';
import { TokenRefused, type TokenSource } from '../authentication/token-source';
import type { TimeLimit } from '../http/time-limit';
import {
  AnswerTooLong,
  wholeAnswer,
  type HttpAnswer,
  type OpenAnswer,
  type Transport,
} from '../http/transport';
import {
  CallAborted,
  NotAuthenticated,
  NoToken,
  ServiceTimeout,
  ServiceUnavailable,
  type ConsentServiceError,
} from '../messages/errors';
import { failed, unreadable, type ContractCall } from './failures';
import { readAnswer } from './read-answer';
import type { ServiceNonces } from './service-nonces';

export type Reading = ReturnType<typeof readAnswer>;
export type Headers = Readonly<Record<string, string>>;

/** One call, as it is sent with each attempt. */
export interface Sending extends ContractCall {
  readonly headers: Headers;
  readonly body: string;
  /** When the call ends, by `performance.now()`. */
  readonly deadline: number;
  readonly signal?: AbortSignal;
}

/** What proves the caller with one attempt. */
interface ShownToken {
  readonly token: string;
  readonly headers: Headers;
}

/** Where tokens come from, and what the service wants their proofs to be signed with. */
export interface Proving {
  readonly tokens: TokenSource | undefined;
  readonly nonces: ServiceNonces;
}

/** One attempt of a call: what proves the caller, the request, and the answer, within a time. */
export class Exchange {
  private shown: ShownToken | undefined;

  constructor(
    private readonly transport: Transport,
    private readonly proving: Proving,
    private readonly sending: Sending,
    private readonly limit: TimeLimit,
  ) {}

  /**
   * Sends the request, and answers when the answer begins. Where the service only demands that the proof is signed with a nonce, it is
   * sent once more, with that: nothing was done yet. @throws ConsentServiceError
   */
  async begin(): Promise<OpenAnswer> {
    const first = await this.send();
    if (!this.proving.nonces.note(first)) return first;
    await this.within(wholeAnswer(first));
    const second = await this.send();
    this.proving.nonces.note(second);
    return second;
  }

  private async send(): Promise<OpenAnswer> {
    this.shown = await this.shownToken();
    const { path, body, headers } = this.sending;
    const all = { ...headers, ...this.shown?.headers };
    return this.within(
      this.transport.post({ path: pathOf(path), headers: all, body, signal: this.limit.signal }),
    );
  }

  /** Reads the answer to its end. @throws ConsentServiceError */
  async read(open: OpenAnswer): Promise<Reading> {
    const http: HttpAnswer = await this.within(wholeAnswer(open));
    try {
      return readAnswer(http, this.sending);
    } catch (error) {
      if (error instanceof NotAuthenticated && this.shown) this.proving.tokens?.forget?.(this.shown.token);
      throw error;
    }
  }

  /** Work that the network or the time may end. @throws ConsentServiceError */
  private within<T>(work: Promise<T>): Promise<T> {
    return work.catch((cause: unknown) => {
      throw endedBy(this.limit, this.sending, cause);
    });
  }

  private async shownToken(): Promise<ShownToken | undefined> {
    try {
      const { tokens } = this.proving;
      return await (tokens && this.limit.within(this.proved(tokens)));
    } catch (cause) {
      if (this.limit.ended === 'aborted') throw endedBy(this.limit, this.sending, cause);
      const isTransient = !(cause instanceof TokenRefused);
      const message = `There is no token to call ${this.sending.path} with.`;
      throw new NoToken(message, failed(this.sending), isTransient, { cause });
    }
  }

  private async proved(source: TokenSource): Promise<ShownToken> {
    const token = await source.token();
    if (!source.prove) return { token, headers: { authorization: `Bearer ${token}` } };
    const url = this.transport.addressOf(pathOf(this.sending.path));
    const { current: nonce } = this.proving.nonces;
    const dpop = await source.prove(token, { method: 'POST', url, nonce });
    return { token, headers: { authorization: `DPoP ${token}`, dpop } };
  }
}

const pathOf = (contract: ContractPath): string => `v2/${contract}`;

/** Why a call has no answer. */
export function endedBy(limit: TimeLimit, call: ContractCall, cause: unknown): ConsentServiceError {
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
