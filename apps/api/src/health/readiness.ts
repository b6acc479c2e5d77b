import { Inject, Injectable } from '@nestjs/common';
import { type EventStore, type Position } from '#event-store';
import { ReadBarrier, ReadModelStorage, ReadModelUpdater } from '#ledger';
import { withDeadline } from '#platform';
import { EVENT_STORE } from '../surroundings/tokens';

export interface ReadModelReport {
  readonly name: string;
  /** The last event applied. */
  readonly position: Position;
  /** How far behind the head of the ledger, in positions: 0 is caught up. Positions have gaps, so this is no count of events. */
  readonly lag: number;
}

export interface ReadinessReport {
  readonly status: 'up' | 'down';
  readonly ledger: { readonly reachable: boolean; readonly head: Position | null };
  readonly readModels: readonly ReadModelReport[];
}

/** Whether the service can answer now, and if not, what is in the way. */
@Injectable()
export class Readiness {
  private stopping = false;

  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    private readonly barrier: ReadBarrier,
    private readonly storage: ReadModelStorage<unknown>,
    private readonly updater: ReadModelUpdater<unknown>,
  ) {}

  /** Says from now on that no more requests are wanted. */
  stop(): void {
    this.stopping = true;
  }

  async report(): Promise<ReadinessReport> {
    const head = await orNull(this.store.head());
    const isCaughtUp = head !== null && (await orNull(this.barrier.pass().then(() => true))) === true;
    return {
      status: isCaughtUp && !this.stopping ? 'up' : 'down',
      ledger: { reachable: head !== null, head },
      readModels: this.lagBehind(head),
    };
  }

  /** Each read model's place as it is, without waiting for it to move. */
  async standing(): Promise<readonly ReadModelReport[]> {
    return this.lagBehind(await orNull(this.store.head()));
  }

  /** What the updater has passed without finding an event of interest is no lag. */
  private lagBehind(head: Position | null): readonly ReadModelReport[] {
    return this.storage.names.map((name) => {
      const position = this.storage.checkpoint(name);
      const reached = Math.max(position, this.updater.reached());
      return { name, position, lag: Math.max(0, (head ?? reached) - reached) };
    });
  }
}

const DEADLINE_MS = 2_000;

/** `null` when it fails or takes too long: a probe wants an answer either way. */
async function orNull<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await withDeadline(work, DEADLINE_MS, 'A health check');
  } catch {
    return null;
  }
}
