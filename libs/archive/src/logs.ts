import type { EventStore, RestorableStore } from '#event-store';

/** The logs that a ledger is made of: `auditStore` has those streams for which `isAuditStream` holds, `store` has the others. */
export interface Logs {
  readonly store: EventStore;
  readonly auditStore: EventStore;
}

export interface RestorableLogs extends Logs {
  readonly store: RestorableStore;
  readonly auditStore: RestorableStore;
}

/** Hears how far long work has come: how much of the total, and how many events that is so far. */
export interface Progress {
  at(reached: number, events: number): void;
  end(): void;
}

/** Begins a stretch of work that has a name and a known total. */
export type Watch = (label: string, total: number) => Promise<Progress>;
