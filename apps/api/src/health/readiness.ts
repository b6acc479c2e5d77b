import { Injectable } from '@nestjs/common';
import type { Position } from '#event-store';
import { ReadBarrier, ReadModelStorage, ReadModelUpdater } from '#ledger';
import { LogProbe, succeeds } from './log-probe';

export interface ReadModelReport {
  readonly name: string;
  /** The last event applied. */
  readonly position: Position;
  /** How far behind the head of the ledger, in positions: 0 is caught up. Positions have gaps, so this is no count of events. */
  readonly lag: number;
}

export interface ReadinessReport {
  readonly status: 'up' | 'down';
  /** `writable`: whether changes, and the records of checks, would be taken now. */
  readonly ledger: {
    readonly reachable: boolean;
    readonly writable: boolean;
    readonly head: Position | null;
  };
  readonly readModels: readonly ReadModelReport[];
}

/** Whether the service can answer now, and if not, what is in the way. */
@Injectable()
export class Readiness {
  private stopping = false;

  constructor(
    private readonly logs: LogProbe,
    private readonly barrier: ReadBarrier,
    private readonly storage: ReadModelStorage<unknown>,
    private readonly updater: ReadModelUpdater<unknown>,
  ) {}

  /** Says from now on that no more requests are wanted. */
  stop(): void {
    this.stopping = true;
  }

  async report(): Promise<ReadinessReport> {
    const head = await this.logs.head();
    const [isCaughtUp, writable] =
      head === null
        ? [false, false]
        : await Promise.all([succeeds(this.barrier.pass()), this.logs.areWritable()]);
    return {
      status: isCaughtUp && writable && !this.stopping ? 'up' : 'down',
      ledger: { reachable: head !== null, writable, head },
      readModels: this.lagBehind(head),
    };
  }

  /** Each read model's place as it is, without waiting for it to move. */
  async standing(): Promise<readonly ReadModelReport[]> {
    return this.lagBehind(await this.logs.head());
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
