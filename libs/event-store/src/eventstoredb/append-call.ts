import type { StreamsClient } from '@eventstore/db-client/generated/streams_grpc_pb';
import type { BatchAppendResp } from '@eventstore/db-client/generated/streams_pb';
import type { WrongExpectedRevision } from '../event-store';
import { idOf, readAnswer, type Acknowledged } from './append-answer';
import type { AppendRequest } from './append-request';
import { NoAnswerInTime, UNAVAILABLE } from './time-limit';

export type BatchCall = ReturnType<StreamsClient['batchAppend']>;

interface Pending {
  readonly sentAt: number;
  resolve(result: Acknowledged | WrongExpectedRevision): void;
  reject(error: unknown): void;
}

/** One call over which appends go out together and their answers come back in any order. */
export class AppendCall {
  private readonly pending = new Map<string, Pending>();
  private heardAt = 0;
  private broken: Error | undefined;

  /** A server that leaves an append unanswered for so many milliseconds, and all that come after it, counts as silent. */
  constructor(
    private readonly call: BatchCall,
    private readonly silence: number,
  ) {
    call.on('data', (answer: BatchAppendResp) => this.settle(answer));
    call.on('error', (error: Error) => this.break(error));
    call.on('end', () => this.break(new Error('the server ended the call')));
  }

  get isBroken(): boolean {
    return this.broken !== undefined;
  }

  send(append: AppendRequest, milliseconds: number): Promise<Acknowledged | WrongExpectedRevision> {
    const { id, request } = append.message();
    return new Promise((resolve, reject) => {
      if (this.broken) return reject(this.broken);
      const timer = setTimeout(() => this.giveUp(id, milliseconds), milliseconds);
      const settled =
        <T>(settle: (value: T) => void) =>
        (value: T): void => {
          clearTimeout(timer);
          settle(value);
        };
      this.pending.set(id, { sentAt: performance.now(), resolve: settled(resolve), reject: settled(reject) });
      this.call.write(request);
    });
  }

  end(): void {
    this.call.end();
  }

  /** An answer nobody waits for any more is no matter: its append was sent again. */
  private settle(answer: BatchAppendResp): void {
    this.heardAt = performance.now();
    const id = idOf(answer);
    const pending = this.pending.get(id);
    this.pending.delete(id);
    if (!pending) return;
    try {
      pending.resolve(readAnswer(answer));
    } catch (error) {
      pending.reject(error);
    }
  }

  /**
   * A server that has answered others since is only slow. One that was silent all the while is given up with its connection; not
   * for an append that could wait for a moment only, because a new connection took most of its time.
   */
  private giveUp(id: string, milliseconds: number): void {
    const pending = this.pending.get(id);
    if (!pending) return;
    this.pending.delete(id);
    pending.reject(new NoAnswerInTime(milliseconds));
    if (milliseconds >= this.silence && this.heardAt < pending.sentAt) this.abandon();
  }

  /** The code makes the client look for the leader again and connect anew, as if the server had gone. */
  private abandon(): void {
    this.call.destroy(Object.assign(new Error('the server is silent'), { code: UNAVAILABLE, details: '' }));
    this.call.cancel();
  }

  private break(error: Error): void {
    this.broken ??= error;
    const left = [...this.pending.values()];
    this.pending.clear();
    for (const pending of left) pending.reject(error);
  }
}
