import { knownPosition, NO_POSITION, type Position, type StoredEvent } from '../event-store';
import { CannotRestore } from '../restorable-store';
import type { LogFile } from './log-file';
import { prepare, storedText } from './stored-text';
import { checkStreamName, lastRevision, type IndexRecord } from './stream-index';

/** An event written out, for the position it had in the log that it comes from. */
export interface RestoredText {
  readonly position: Position;
  readonly stream: string;
  readonly revision: number;
  readonly text: string;
}

/** @throws CannotRestore when the log could not have written the event itself. */
export function restoredText(event: StoredEvent): RestoredText {
  const position = knownPosition(event);
  const { stream, revision } = event;
  try {
    checkStreamName(stream);
    const [prepared] = prepare(stream, [event]);
    return { position, stream, revision, text: storedText(prepared!, revision) };
  } catch (error) {
    throw new CannotRestore(
      `The event at position ${position} cannot be restored: ${(error as Error).message}`,
      { cause: error },
    );
  }
}

interface Addition {
  readonly newest: IndexRecord | undefined;
  readonly positions: Position[];
}

/**
 * Events that are restored in one write transaction. Everything that can be refused is found before the first write: what was
 * written before a throw would be committed.
 */
export class Restoration {
  /** Why nothing was written, when something is wrong with the events. */
  refusal: CannotRestore | undefined;
  head: Position = NO_POSITION;
  private readonly additions = new Map<string, Addition>();

  constructor(
    private readonly file: LogFile,
    private readonly texts: readonly RestoredText[],
  ) {}

  /** Runs inside the write transaction. */
  write(): void {
    this.head = this.file.head();
    if (this.isThere()) return;
    this.refusal = this.plan();
    if (this.refusal) return;
    for (const { position, text } of this.texts) this.file.put(position, text);
    for (const [stream, { newest, positions }] of this.additions) {
      this.file.index.add(stream, newest, positions);
    }
    this.file.moveHead(this.head);
  }

  /** Whether the log ends with exactly these events: then they have been restored before. */
  private isThere(): boolean {
    if (this.texts.at(-1)?.position !== this.head) return this.texts.length === 0;
    return this.texts.every(({ position, text }) => this.file.events.get(position) === text);
  }

  private plan(): CannotRestore | undefined {
    for (const { position, stream, revision } of this.texts) {
      if (position <= this.head) return behind(position, this.head);
      const addition = this.additionTo(stream);
      const next = (addition.newest ? lastRevision(addition.newest) + 1 : 0) + addition.positions.length;
      if (revision !== next) return notNext(position, revision, next);
      addition.positions.push(position);
      this.head = position;
    }
    return undefined;
  }

  private additionTo(stream: string): Addition {
    const addition = this.additions.get(stream) ?? { newest: this.file.index.newest(stream), positions: [] };
    this.additions.set(stream, addition);
    return addition;
  }
}

const behind = (position: Position, head: Position): CannotRestore =>
  new CannotRestore(
    `The event at position ${position} cannot be restored: the log has come to ${head} already`,
  );

const notNext = (position: Position, revision: number, next: number): CannotRestore =>
  new CannotRestore(
    `The event at position ${position} cannot be restored: it is revision ${revision} of its stream, whose next one is ${next}`,
  );
