import { runsOfDays, type ReadRecordsOptions, type Removed } from '#audit';
import type { Terminal } from './terminal/terminal';

/** Which days of a search were removed by retention, so that nobody takes them for days on which nothing was recorded. */
export class RemovedNotes {
  private readonly removals = new Map<string, { readonly removed: Removed; readonly days: Set<string> }>();

  readonly note: NonNullable<ReadRecordsOptions['onRemoved']> = (day, removed) => {
    const known = this.removals.get(removed.removalId) ?? { removed, days: new Set<string>() };
    this.removals.set(removed.removalId, known);
    known.days.add(day);
  };

  /** After the search. */
  print(terminal: Terminal): void {
    for (const { removed, days } of this.removals.values()) {
      terminal.record({ removed: { ...removed, days: [...days].sort() } });
      for (const { first, last, count } of runsOfDays(days)) {
        const which = count === 1 ? first : `${count} days, ${first} to ${last},`;
        terminal.line(
          `The records of ${which} were removed by retention on ${removed.at.slice(0, 10)}, under this authority: ${removed.authority}`,
        );
      }
    }
  }
}
