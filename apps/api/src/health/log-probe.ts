import { Inject, Injectable } from '@nestjs/common';
import type { EventStore, Position } from '#event-store';
import { withDeadline } from '#platform';
import { AUDIT_STORE, EVENT_STORE } from '../surroundings/tokens';

const DEADLINE_MS = 2_000;
const TRIED_EVERY_MS = 1_000;

/** What the logs can do now, for a health check. */
@Injectable()
export class LogProbe {
  private triedAt = -Infinity;
  private trying = Promise.resolve(false);

  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(AUDIT_STORE) private readonly auditStore: EventStore,
  ) {}

  /** Where the ledger ends; `null` when that cannot be learned. */
  head(): Promise<Position | null> {
    return orNull(this.store.head());
  }

  /**
   * Whether changes, and the records of checks, would be taken now. Trying costs a write to the disk, so those who ask within a
   * second share one.
   */
  areWritable(): Promise<boolean> {
    const now = performance.now();
    if (now - this.triedAt >= TRIED_EVERY_MS) {
      this.triedAt = now;
      const logs = [...new Set([this.store, this.auditStore])];
      this.trying = succeeds(Promise.all(logs.map((log) => log.tryWriting())));
    }
    return this.trying;
  }
}

export const succeeds = async (work: Promise<unknown>): Promise<boolean> =>
  (await orNull(work.then(() => true))) === true;

/** `null` when it fails or takes too long: a probe wants an answer either way. */
async function orNull<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await withDeadline(work, DEADLINE_MS, 'A health check');
  } catch {
    return null;
  }
}
