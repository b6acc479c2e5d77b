import { createHash } from 'node:crypto';
import type { StoredEvent } from '#event-store';
import { leafOf, RootAccumulator } from '#evidence';
import { isAuditStream } from '#ledger';

/** What the last line of an archive says of the lines before it. */
export interface Trailer {
  /** How many events there are of the ledger, and of the log of its own work. */
  readonly events: number;
  readonly auditEvents: number;
  /** The root of the Merkle tree of the ledger's events, in base64, as in a checkpoint of so many events. */
  readonly root: string;
  /** Of all bytes before this line, in hexadecimal. */
  readonly sha256: string;
}

/** Reckons the last line while the others go by. */
export class Seal {
  private readonly sha256 = createHash('sha256');
  private readonly tree = new RootAccumulator();
  private auditEvents = 0;

  addHeader(line: string | Buffer): void {
    this.hash(line);
  }

  addEvent(event: StoredEvent, line: string | Buffer): void {
    this.hash(line);
    if (isAuditStream(event.stream)) this.auditEvents += 1;
    else this.tree.add(leafOf(event));
  }

  get events(): number {
    return this.tree.size + this.auditEvents;
  }

  /** To be asked for once, when all lines have been added. */
  trailer(): Trailer {
    return {
      events: this.tree.size,
      auditEvents: this.auditEvents,
      root: this.tree.root().toString('base64'),
      sha256: this.sha256.digest('hex'),
    };
  }

  private hash(line: string | Buffer): void {
    if (typeof line === 'string') this.sha256.update(`${line}\n`);
    else this.sha256.update(line).update('\n');
  }
}

export const trailerLine = ({ events, auditEvents, root, sha256 }: Trailer): string =>
  JSON.stringify({ events, auditEvents, root, sha256 });

/** How every last line begins, and no other. */
export const isTrailer = (line: string): boolean => line.startsWith('{"events":');
