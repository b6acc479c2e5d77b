import type { AppendResult, ExpectedRevision, Position } from '../event-store';
import type { LogFile } from './log-file';
import { idInText, storedText, type PreparedEvent } from './stored-text';
import { lastRevision, positionOf, type IndexRecord } from './stream-index';

export interface AppendRequest {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly events: readonly PreparedEvent[];
}

/** How many of a stream's newest events are searched for a retry by a writer that does not say which revision it expects. */
export const RETRY_WINDOW = 1024;

/** One append inside a write transaction: everything it reads is the newest there is, by whichever process. */
export class AppendDecision {
  private readonly newest: IndexRecord | undefined;
  private readonly actual: number | null;

  constructor(
    private readonly file: LogFile,
    private readonly request: AppendRequest,
  ) {
    this.newest = file.index.newest(request.stream);
    this.actual = this.newest ? lastRevision(this.newest) : null;
  }

  /** The answer to an append that writes nothing, or `undefined` when its events are to be written. */
  answerWithoutWriting(): AppendResult | undefined {
    const { expected } = this.request;
    if (expected === 'any' || expected === 'stream-exists') return this.answerWhateverTheRevision(expected);
    const expectedLast = expected === 'no-stream' ? null : expected;
    if (expectedLast === this.actual) return undefined;
    const firstRevision = (expectedLast ?? -1) + 1;
    return this.hasTheSameIdsFrom(firstRevision) ? this.appendedAt(firstRevision) : this.wrongRevision();
  }

  /** Writes the events at the positions after `head`, and returns their result. */
  write(head: Position): AppendResult & { readonly ok: true } {
    const firstRevision = (this.actual ?? -1) + 1;
    const positions = this.request.events.map((event, index) => {
      const position = head + 1 + index;
      this.file.put(position, storedText(event, firstRevision + index));
      return position;
    });
    this.file.index.add(this.request.stream, this.newest, positions);
    return { ok: true, revision: firstRevision + positions.length - 1, position: head + positions.length };
  }

  private answerWhateverTheRevision(expected: 'any' | 'stream-exists'): AppendResult | undefined {
    if (this.actual === null) return expected === 'any' ? undefined : this.wrongRevision();
    const ids = new Set(this.request.events.map(({ id }) => id));
    let isPartlyThere = false;
    for (let revision = this.oldestSearched(); revision <= this.actual; revision++) {
      if (!ids.has(this.idAt(revision))) continue;
      if (this.hasTheSameIdsFrom(revision)) return this.appendedAt(revision);
      isPartlyThere = true;
    }
    return isPartlyThere ? this.wrongRevision() : undefined;
  }

  private oldestSearched(): number {
    return Math.max(0, (this.actual ?? -1) + 1 - RETRY_WINDOW);
  }

  private hasTheSameIdsFrom(firstRevision: number): boolean {
    const { events } = this.request;
    if (this.actual === null || firstRevision + events.length - 1 > this.actual) return false;
    return events.every(({ id }, index) => this.idAt(firstRevision + index) === id);
  }

  private appendedAt(firstRevision: number): AppendResult {
    const revision = firstRevision + this.request.events.length - 1;
    return { ok: true, revision, position: this.positionAt(revision) };
  }

  private wrongRevision(): AppendResult {
    return { ok: false, actual: this.actual };
  }

  private idAt(revision: number): string {
    return idInText(this.file.text(this.positionAt(revision)));
  }

  private positionAt(revision: number): Position {
    return positionOf(revision, this.file.index.holding(revision, this.newest!, this.request.stream));
  }
}
