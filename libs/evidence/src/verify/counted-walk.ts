import type { Position } from '#event-store';
import { isAuditStream } from '#ledger';
import { isDamaged, type Entry } from './every-entry';
import type { Report } from './finding';
import { checkIndex } from './index-check';
import type { WalkedLog } from './stream-check';
import { walk } from './walk';

/** Hears how far the walk of the ledger has come: at which position, after how many events. */
export type Watch = (position: Position, events: number) => void;

/** A walk that counts the ledger's events and those in which it notes its own work. */
export class CountedWalk {
  events = 0;
  auditEvents = 0;

  constructor(
    readonly log: WalkedLog,
    private readonly report: Report,
    private readonly watch: Watch = () => undefined,
  ) {}

  async *entries(): AsyncGenerator<Entry> {
    for await (const entry of walk(this.log, this.report)) {
      if (!isDamaged(entry) && isAuditStream(entry.stream)) this.auditEvents += 1;
      else this.events += 1;
      this.watch(entry.position, this.events);
      yield entry;
    }
  }

  /** After the walk. */
  checkIndex(): Promise<void> {
    return checkIndex(this.log, this.events + this.auditEvents, this.report);
  }
}
