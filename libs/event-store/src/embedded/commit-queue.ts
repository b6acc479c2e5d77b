import { StoreUnavailable, type AppendResult, type Position } from '../event-store';
import { AppendDecision, type AppendRequest } from './append-decision';
import { whyUnavailable } from './failures';
import type { LogFile } from './log-file';

interface Waiting {
  readonly request: AppendRequest;
  readonly resolve: (result: AppendResult) => void;
  readonly reject: (error: Error) => void;
}

type Outcome = AppendResult | Error;

/** The JavaScript thread decides appends while the log's write lock is held; a bounded batch keeps either from waiting long. */
const MAX_APPENDS_PER_COMMIT = 1000;

/**
 * Group commit: all appends that arrive while one transaction is being made durable go into the next one together, so that
 * many callers share one fsync. An append resolves when its transaction is on the disk.
 */
export class CommitQueue {
  private readonly waiting: Waiting[] = [];
  private isForming = false;
  private readonly commits = new Set<Promise<void>>();

  constructor(
    private readonly file: LogFile,
    private readonly onCommitted: (head: Position) => void,
    private readonly timeout: number,
  ) {}

  /** Each waits for its own time: a lock that another process does not give back must not keep anybody's answer. */
  append(request: AppendRequest): Promise<AppendResult> {
    return new Promise((resolve, reject) => {
      const overdue = setTimeout(() => this.giveUp(member), this.timeout);
      const settled =
        <T>(settle: (value: T) => void) =>
        (value: T): void => {
          clearTimeout(overdue);
          settle(value);
        };
      const member: Waiting = { request, resolve: settled(resolve), reject: settled(reject) };
      this.waiting.push(member);
      this.form();
    });
  }

  /** Resolves when nothing is under way any more. */
  async drained(): Promise<void> {
    while (this.commits.size > 0) await Promise.all(this.commits);
  }

  private form(): void {
    if (this.isForming || this.waiting.length === 0) return;
    this.isForming = true;
    const commit = this.commit().finally(() => this.commits.delete(commit));
    this.commits.add(commit);
  }

  private async commit(): Promise<void> {
    const batch = new Batch(this.file);
    try {
      await this.file.transaction(() => {
        this.isForming = false;
        batch.decide(this.waiting.splice(0, MAX_APPENDS_PER_COMMIT));
        queueMicrotask(() => this.form());
      });
      batch.answer();
      this.onCommitted(batch.head);
    } catch (error) {
      if (!batch.hasBegun) this.takeUnwritten(batch);
      batch.fail(whyUnavailable(batch.cause ?? error));
    } finally {
      this.form();
    }
  }

  /** A transaction that could not even begin would not for those who wait for it either. */
  private takeUnwritten(batch: Batch): void {
    this.isForming = false;
    batch.members = this.waiting.splice(0);
  }

  /** Whoever no transaction has taken yet is taken by none any more. */
  private giveUp(member: Waiting): void {
    const place = this.waiting.indexOf(member);
    if (place >= 0) this.waiting.splice(place, 1);
    member.reject(outcomeUnknown(this.timeout));
  }
}

/** The appends of one transaction, and what became of each. */
class Batch {
  head: Position = -1;
  hasBegun = false;
  cause: unknown;
  members: readonly Waiting[] = [];
  private outcomes: Outcome[] = [];

  constructor(private readonly file: LogFile) {}

  /** Runs inside the write transaction. */
  decide(members: readonly Waiting[]): void {
    this.hasBegun = true;
    this.members = members;
    const before = this.file.head();
    this.head = before;
    this.outcomes = members.map(({ request }) => this.outcome(request));
    if (this.head > before) this.attempt(() => this.file.moveHead(this.head));
  }

  answer(): void {
    this.members.forEach((member, index) => {
      const outcome = this.outcomes[index]!;
      if (outcome instanceof Error) member.reject(outcome);
      else member.resolve(outcome);
    });
  }

  fail(error: Error): void {
    for (const member of this.members) member.reject(error);
  }

  /** What goes wrong in reading concerns one append; what goes wrong in writing has spoilt the whole transaction. */
  private outcome(request: AppendRequest): Outcome {
    try {
      const decision = new AppendDecision(this.file, request);
      return decision.answerWithoutWriting() ?? this.attempt(() => this.written(decision));
    } catch (error) {
      if (error === this.cause) throw error;
      return new StoreUnavailable(`Stream ${request.stream} cannot be read`, { cause: error });
    }
  }

  private written(decision: AppendDecision): AppendResult {
    const result = decision.write(this.head);
    this.head = result.position;
    return result;
  }

  private attempt<T>(write: () => T): T {
    try {
      return write();
    } catch (error) {
      this.cause = error;
      throw error;
    }
  }
}

const outcomeUnknown = (timeout: number): StoreUnavailable =>
  new StoreUnavailable(
    `The log did not confirm within ${timeout} ms that the append is on the disk; append the same ids again to learn of it`,
  );
