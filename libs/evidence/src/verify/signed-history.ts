import type { Position } from '#event-store';
import type { TreeHead } from '../tree/consistency';
import type { Hash } from '../tree/hashing';
import type { Finding, Report } from './finding';
import type { NotedLeaves } from './noted-leaves';

/** What a checkpoint says of the log, once its signature has been found to hold. */
export interface SignedHead extends TreeHead {
  /** The position of the last event under it, as it was noted beside it; `null` where nothing was. */
  readonly position: Position | null;
  /** What was signed as the streams' newest revisions; not in a checkpoint of an earlier version. */
  readonly newestRevisions?: Hash;
}

/** A log up to one of its events. */
export interface Walked {
  readonly size: number;
  /** The position of the last of these events. */
  readonly position: Position;
  /** What the tree over these events hashes to. */
  root(): Hash;
  /** What the map of their streams' newest revisions hashes to. */
  newest(): Hash;
}

/**
 * Compares what is walked with what was signed, at every size that was signed. A log that differs once differs ever after, so the
 * change is between the last checkpoint that agrees and the first that does not. The stored tree is held to the same.
 */
export class SignedHistory {
  private next: SignedHead | null = null;
  private heard = 0;
  private lastGood: SignedHead | null = null;
  private lastGoodOfTree: SignedHead | null = null;
  private isLogSound = true;
  private isTreeSound = true;

  private constructor(
    private readonly heads: AsyncIterator<SignedHead>,
    private readonly noted: NotedLeaves | null,
    private readonly report: Report,
  ) {}

  /** The heads are to come in the order of their sizes, each at least 1. */
  static async of(
    heads: AsyncIterable<SignedHead>,
    noted: NotedLeaves | null,
    report: Report,
  ): Promise<SignedHistory> {
    const history = new SignedHistory(heads[Symbol.asyncIterator](), noted, report);
    await history.advance();
    return history;
  }

  /** The newest checkpoint that the log agrees with, as it does with all before it. */
  get newestGood(): SignedHead | null {
    return this.lastGood;
  }

  /** How many there are. */
  get count(): number {
    return this.heard;
  }

  /** Whether there is a checkpoint to be compared with the log at this size. */
  isDue(size: number): boolean {
    return this.next !== null && this.next.size <= size;
  }

  /** To be called at every size at which one is due. */
  async reach(walked: Walked): Promise<void> {
    while (this.next && this.isDue(walked.size)) {
      this.compareLog(this.next, walked);
      this.compareTree(this.next, walked.position);
      await this.advance();
    }
  }

  /** After the last event: the checkpoints that are left are of a longer log. */
  async end({ size }: Pick<Walked, 'size'>): Promise<void> {
    if (this.next) {
      const { size: signed, position: upTo } = this.next;
      const what = `A checkpoint was signed over ${signed} events, and there are ${size}.`;
      const after = this.isLogSound ? { after: this.lastGood?.position ?? null } : {};
      this.report({ kind: 'truncated', log: 'ledger', position: upTo, ...after, what });
    }
    while (this.next) await this.advance();
  }

  private compareLog(head: SignedHead, walked: Walked): void {
    if (!this.isLogSound) return;
    this.isLogSound = walked.root().equals(head.root);
    if (this.isLogSound) {
      this.lastGood = head;
      this.checkPosition(head, walked.position);
      this.checkNewest(head, walked);
      return;
    }
    const what = `The checkpoint over ${head.size} events was signed over others than these.`;
    this.reportAs({ kind: 'checkpoint', what }, walked.position, this.lastGood);
  }

  /** The position is not signed, but a change is located by it. */
  private checkPosition({ size, position }: SignedHead, actual: Position): void {
    if (position === null || position === actual) return;
    const what = `The checkpoint over ${size} events is noted with position ${position}, where the last of them is not.`;
    this.report({ kind: 'checkpoint', log: 'ledger', position: actual, what });
  }

  /** A false map lets a consent be proved to be valid that was cancelled before. */
  private checkNewest({ size, newestRevisions }: SignedHead, walked: Walked): void {
    if (!newestRevisions || walked.newest().equals(newestRevisions)) return;
    const what = `The checkpoint over ${size} events was signed over other newest revisions than their streams have.`;
    this.report({ kind: 'newest', log: 'ledger', position: walked.position, what });
  }

  private compareTree(head: SignedHead, position: Position): void {
    const root = this.isTreeSound ? this.noted?.root(head.size) : null;
    if (!root) return;
    this.isTreeSound = root.equals(head.root);
    if (this.isTreeSound) {
      this.lastGoodOfTree = head;
      return;
    }
    const what = `The tree is not the one that the checkpoint over ${head.size} events was signed over.`;
    this.reportAs({ kind: 'tree', what }, position, this.lastGoodOfTree);
  }

  private reportAs(found: Pick<Finding, 'kind' | 'what'>, position: Position, good: SignedHead | null): void {
    this.report({ ...found, log: 'ledger', position, after: good?.position ?? null });
  }

  private async advance(): Promise<void> {
    const result = await this.heads.next();
    this.next = result.done ? null : result.value;
    if (this.next) this.heard += 1;
  }
}
