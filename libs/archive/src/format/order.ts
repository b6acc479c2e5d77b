import { knownPosition, NO_POSITION, type StoredEvent } from '#event-store';
import { isAuditStream } from '#ledger';

/** Watches over the order of an archive: first the ledger's events, then those of its own work, each by ascending positions. */
export class Order {
  private isInAuditLog = false;
  private last = NO_POSITION;

  /** What is wrong with the next event's place, if anything. */
  faultOf(event: StoredEvent): string | undefined {
    const isAudit = isAuditStream(event.stream);
    if (this.isInAuditLog && !isAudit) return 'an event of the ledger stands behind those of its audit log';
    if (isAudit && !this.isInAuditLog) [this.isInAuditLog, this.last] = [true, NO_POSITION];
    const position = knownPosition(event);
    if (position <= this.last) return `position ${position} stands behind position ${this.last}`;
    this.last = position;
    return undefined;
  }
}
