import type { Position } from '#event-store';
import { AHEAD, differenceAt, firstAlike, type Difference } from './alignment';
import type { FindingKind, Report } from './finding';
import type { LogLeaf } from './log-leaf';
import { MissingLeaves } from './missing-leaves';
import type { NotedLeaves } from './noted-leaves';

/**
 * Compares the events of the log, one by one, with what the tree noted of them when they were written, so that a change is reported with
 * its position. What the log has behind the tree's end is not noted yet, and passed on.
 */
export class TreeComparison {
  /** The leaf that the next event should be. */
  private index = 0;
  /** How far the log's positions are from the noted ones; `null` behind a difference, which may have moved all that follow. */
  private offset: number | null = 0;
  private readonly missing = new MissingLeaves();

  constructor(
    private readonly noted: NotedLeaves,
    private readonly report: Report,
  ) {}

  /** The same events, without what cannot be read and was no leaf. */
  async *compare(leaves: AsyncIterable<LogLeaf>): AsyncGenerator<LogLeaf> {
    const ahead: LogLeaf[] = [];
    for await (const leaf of leaves) {
      ahead.push(leaf);
      if (ahead.length >= AHEAD) yield* this.settle(ahead);
    }
    while (ahead.length > 0) yield* this.settle(ahead);
    while (this.index < this.noted.size) this.reportDropped();
  }

  /** Takes at least one from the events ahead, or passes over at least one leaf. */
  private settle(ahead: LogLeaf[]): LogLeaf[] {
    const leaf = this.noted.hash(this.index);
    if (!leaf) return ahead.splice(0);
    const [event] = ahead;
    if (!event!.hash?.equals(leaf))
      return this.settleDifference(ahead, differenceAt(ahead, this.noted, this.index));
    this.checkPosition(event!);
    this.pass();
    return ahead.splice(0, 1);
  }

  private settleDifference(ahead: LogLeaf[], { events, leaves }: Difference): LogLeaf[] {
    const settled = this.settleBlock(ahead.splice(0, events), leaves);
    this.offset = null;
    return settled;
  }

  /** Within a difference there may be events that are as they were noted. */
  private settleBlock(events: readonly LogLeaf[], leaves: number): LogLeaf[] {
    const alike = firstAlike(events, leaves, this.noted, this.index);
    if (!alike) return this.settleUnlike(events, leaves);
    const unlike = this.settleUnlike(events.slice(0, alike.events), alike.leaves);
    this.pass();
    const [same, ...rest] = events.slice(alike.events);
    return [...unlike, same!, ...this.settleBlock(rest, leaves - alike.leaves - 1)];
  }

  private settleUnlike(events: readonly LogLeaf[], leaves: number): LogLeaf[] {
    for (let ahead = 0; ahead < leaves; ahead++)
      this.missing.add(this.noted.hash(this.index + ahead), this.notedPosition(ahead));
    const inPlaceOfLeaves = events.slice(0, leaves);
    const added = events.slice(leaves).filter(({ hash }) => hash !== null);
    for (const event of inPlaceOfLeaves) this.reportChanged(event);
    for (const event of added)
      this.reportAs('inserted', event, 'It was not there when the events after it were noted in the tree');
    for (let count = inPlaceOfLeaves.length; count < leaves; count++) this.reportDropped();
    return [...inPlaceOfLeaves, ...added];
  }

  private reportChanged(event: LogLeaf): void {
    if (event.hash !== null) this.reportAs('changed', event, 'It is not the event that the tree noted here');
    this.pass();
  }

  private reportAs(kind: FindingKind, event: LogLeaf, what: string): void {
    const { known: position, stream, hash } = event;
    const elsewhere = this.missing.positionOf(hash);
    const origin =
      elsewhere === null || elsewhere === position ? '' : `, but the one noted at position ${elsewhere}`;
    this.report({
      kind,
      log: 'ledger',
      position,
      what: `${what}${origin}.`,
      ...(stream !== undefined && { stream }),
    });
  }

  private reportDropped(): void {
    const position = this.notedPosition();
    this.report({
      kind: 'dropped',
      log: 'ledger',
      position,
      what: 'The event that the tree noted here is not there.',
    });
    this.pass();
  }

  private checkPosition({ position }: LogLeaf): void {
    const noted = this.notedPosition();
    if (noted === null) return;
    const offset = position - noted;
    if (this.offset !== null && offset !== this.offset) {
      const what = `The tree noted this event at position ${noted}.`;
      this.report({ kind: 'changed', log: 'ledger', position, what });
    }
    this.offset = offset;
  }

  private notedPosition(ahead = 0): Position | null {
    return this.noted.positionOf(this.index + ahead);
  }

  private pass(): void {
    this.noted.pass(this.index);
    this.index += 1;
  }
}
