import { setImmediate as turn } from 'node:timers/promises';
import {
  NO_POSITION,
  type EventStore,
  type Position,
  type StoredEvent,
  type Subscription,
} from '#event-store';
import { HoleInProgress } from '#ledger';
import { newLeaf, type NewLeaf } from '../tree/new-leaf';
import type { TreeStorage } from '../tree/tree-storage';

/** A write has a price of its own, so a small batch is given this long to grow, in milliseconds. */
const PAUSE_MS = 200;
const WORTHWHILE = 500;

/**
 * Adds the events of the tree's history among these, which come after `after` in the log, to the tree.
 * @returns the position of the last of them; `after` when no event follows.
 * @throws HoleInProgress when the tree has not reached `after`.
 */
export async function addEvents(
  tree: TreeStorage,
  events: readonly StoredEvent[],
  after: Position,
): Promise<Position> {
  const { history } = tree;
  const proved = events.filter(({ stream }) => history.holds(stream));
  const leaves: NewLeaf[] = [];
  for (let from = 0; from < proved.length; from += history.atATime) {
    if (from > 0) await turn();
    leaves.push(...proved.slice(from, from + history.atATime).map((event) => newLeaf(event, history)));
  }
  await tree.add(leaves, after);
  return leaves.at(-1)?.position ?? after;
}

const PAGE = 1000;

/**
 * Brings the tree to where the log ends now, for a command that does not follow it further. `onProgress` gets positions.
 * @returns the position that it has reached.
 */
export async function growToHead(
  store: Pick<EventStore, 'head' | 'readAll'>,
  tree: TreeStorage,
  onProgress: (position: Position) => void = () => undefined,
): Promise<Position> {
  const head = await store.head();
  let after = tree.end().position;
  let page: StoredEvent[] = [];
  for await (const event of store.readAll({ from: after })) {
    if (event.position > head) break;
    page.push(event);
    if (page.length < PAGE) continue;
    after = await addEvents(tree, page, after);
    onProgress(event.position);
    page = [];
  }
  await addEvents(tree, page, after);
  return head;
}

/** Keeps the tree at the head of the ledger: start-up, catch-up and rebuild are this one loop. */
export class TreeGrowth {
  private subscription: Subscription | null = null;
  private reachedPosition: Position = NO_POSITION;
  private goal = Infinity;
  private endPause: () => void = () => undefined;

  constructor(
    private readonly store: Pick<EventStore, 'subscribe'>,
    private readonly tree: TreeStorage,
    private readonly onGrown: () => void,
  ) {}

  /** Everything at or before this position that is to be proved is in the tree. */
  reached(): Position {
    return this.reachedPosition;
  }

  /** Follows the ledger until the goal; ends with whatever keeps it from that, and can be begun again. */
  async follow(): Promise<void> {
    while (!this.isDone()) {
      try {
        await this.followOnce();
      } catch (error) {
        if (!(error instanceof HoleInProgress)) throw error;
      }
    }
  }

  /** Makes it end when it has reached a position; `NO_POSITION` is at once. */
  endAt(goal: Position): void {
    this.goal = goal;
    this.endPause();
    if (this.isDone()) void this.subscription?.close();
  }

  private isDone(): boolean {
    return this.reachedPosition >= this.goal;
  }

  /** One subscription's life. It begins again where the tree ends when another process has taken it back. */
  private async followOnce(): Promise<void> {
    let after = this.tree.end().position;
    this.reachedPosition = Math.max(this.reachedPosition, after);
    if (this.isDone()) return;
    this.subscription = this.store.subscribe({ after });
    try {
      for await (const { events, position } of this.subscription) {
        const last = await addEvents(this.tree, events, after);
        this.reachedPosition = Math.max(this.reachedPosition, position);
        if (last !== after) this.onGrown();
        after = last;
        if (this.isDone()) return;
        if (events.length < WORTHWHILE) await this.pause();
      }
    } finally {
      await this.subscription.close();
    }
  }

  private async pause(): Promise<void> {
    if (this.goal !== Infinity) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, PAUSE_MS);
      this.endPause = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
