import { NO_POSITION, type Position } from '#event-store';
import { HASH_BYTES } from '../tree/hashing';
import { RootAccumulator } from '../tree/root-accumulator';
import type { LogLeaf } from './log-leaf';
import type { ScratchMap } from './scratch-map';
import type { SignedHistory } from './signed-history';

/** How much of a log a checkpoint proves that it agrees with, up to which position. What comes after is not proved yet. */
export interface Proved {
  readonly events: number;
  readonly position: Position;
}

export const provedBy = ({ newestGood }: SignedHistory): Proved => ({
  events: newestGood?.size ?? 0,
  position: newestGood?.position ?? NO_POSITION,
});

/** Stands for an event that cannot be read: whatever it was, the root is no longer what was signed. */
const UNREADABLE = Buffer.alloc(HASH_BYTES);

/** The tree over the log as it is now, held against everything that was signed. */
export class ProvedLog {
  private readonly tree = new RootAccumulator();
  private last: Position = NO_POSITION;

  constructor(
    private readonly histories: readonly SignedHistory[],
    private readonly newest: ScratchMap,
  ) {}

  async add({ hash, known, newest }: LogLeaf): Promise<void> {
    this.tree.add(hash ?? UNREADABLE);
    if (newest) this.newest.add(newest);
    this.last = known;
    for (const history of this.histories)
      if (history.isDue(this.tree.size)) await history.reach(this.walked());
  }

  async end(): Promise<void> {
    for (const history of this.histories) await history.end(this.walked());
  }

  private walked() {
    return {
      size: this.tree.size,
      position: this.last,
      root: () => this.tree.root(),
      newest: () => this.newest.root(),
    };
  }
}
