import { HeldConsents, type Present } from '../copy/held-consents';
import type { CheckContent, Question } from '../messages/results';
import type { LedgerKey } from './ledger-keys';
import { SnapshotRefused } from './snapshot-answer';
import { digestOf, readLines, type SnapshotLine } from './snapshot-lines';
import { readStatement, type Statement } from './statement';

/** What a snapshot is made of, as it is sent and kept. */
export interface SnapshotText {
  readonly note: string;
  readonly lines: string;
}

/** A snapshot whose note one of the keys has signed, over exactly these lines. */
export class VerifiedSnapshot {
  private readonly consents = new HeldConsents();

  private constructor(
    readonly statement: Statement,
    private readonly note: string,
    private readonly lines: readonly SnapshotLine[],
  ) {
    for (const { consent } of lines) this.consents.apply({ put: consent });
  }

  /** @throws SnapshotRefused */
  static of({ note, lines }: SnapshotText, keys: readonly LedgerKey[]): VerifiedSnapshot {
    const statement = readStatement(note, keys);
    const { present, gone } = readLines(lines);
    if (gone.length > 0) throw new SnapshotRefused('other-lines');
    return VerifiedSnapshot.over(statement, note, present);
  }

  /** What a delta makes of this. @throws SnapshotRefused, also where the delta belongs to another snapshot. */
  with({ note, lines }: SnapshotText, keys: readonly LedgerKey[]): VerifiedSnapshot {
    const statement = readStatement(note, keys);
    const { present, gone } = readLines(lines);
    const leaving = new Set(gone);
    const staying = this.lines.filter(
      ({ consent }) =>
        !leaving.has(consent.registeredAt) && (consent.lastValidAt ?? Infinity) >= statement.issuedAt,
    );
    return VerifiedSnapshot.over(statement, note, inOrder([...staying, ...present]));
  }

  private static over(statement: Statement, note: string, lines: readonly SnapshotLine[]): VerifiedSnapshot {
    if (lines.length !== statement.consents || digestOf(lines) !== statement.sha256)
      throw new SnapshotRefused('other-lines');
    return new VerifiedSnapshot(statement, note, lines);
  }

  /** The whole snapshot, as the service would send it. */
  text(): SnapshotText {
    return { note: this.note, lines: this.lines.map(({ text }) => `${text}\n`).join('') };
  }

  /** What the service answered at its position; `null` where that depends on when exactly now is. */
  check(question: Question, present: Present): CheckContent | null {
    return this.consents.check(question, present);
  }
}

/** In the order of the numbers; of two lines with one number, the later counts. */
function inOrder(lines: readonly SnapshotLine[]): SnapshotLine[] {
  const byNumber = new Map(lines.map((line) => [line.consent.registeredAt, line]));
  return [...byNumber.values()].sort((one, other) => one.consent.registeredAt - other.consent.registeredAt);
}
