import { setTimeout as wait } from 'node:timers/promises';
import { NO_POSITION, type EventStore } from '#event-store';
import { withDeadline, type Logger } from '#platform';
import { ContradictedCheckpoint, signGrowth, type Signing, type SigningParts } from './checkpoint-signing';
import type { KeptCheckpoint } from './kept-checkpoints';
import { TreeGrowth } from './tree-growth';

/** At most one checkpoint in this time, and one more try after a failure, in milliseconds. */
const INTERVAL_MS = 1_000;

/** How long closing may take to sign what is outstanding, in milliseconds. */
const CLOSING_MS = 3_000;
const LAST_ATTEMPTS = 5;

/** What hands checkpoints to witnesses. */
export interface Handing {
  /** There may be a newer checkpoint. */
  wake(): void;
  /** @throws ContradictedCheckpoint when a witness has shown that this ledger signed another history than it has. */
  demandUncontradicted(): void;
}

export interface NotaryParts extends SigningParts {
  readonly store: Pick<EventStore, 'head' | 'readAll' | 'subscribe'>;
  readonly log: Logger;
  /** Where the newest checkpoint is kept, too. */
  readonly kept?: KeptCheckpoint;
  /** Hands what was signed to witnesses. */
  readonly witnessing?: Handing;
  /** Has what was signed stamped with the time. */
  readonly stamping?: Pick<Handing, 'wake'>;
}

/** What there is to know of a notary from outside. */
export interface NotaryReport {
  /** How many events are in the tree. */
  readonly treeSize: number;
  /** How many of them the newest checkpoint covers that this notary knows of. */
  readonly checkpointSize: number;
  /** When that was signed; `null` before the first. UTC. */
  readonly signedAt: string | null;
  /** How often it could not do its work, refusals to sign included. */
  readonly failures: number;
}

/**
 * Follows the ledger, keeps the tree over its events, and signs a checkpoint when the tree has grown. It works beside the requests
 * and never delays or fails one: what goes wrong is logged and tried again, except signing what contradicts an earlier checkpoint.
 */
export class Notary {
  private readonly growth: TreeGrowth;
  private following: Promise<void> = Promise.resolve();
  private signing: Promise<unknown> = Promise.resolve();
  private timer: NodeJS.Timeout | undefined;
  private notBefore = 0;
  private hasRefused = false;
  private newest: { readonly size: number; readonly signedAt: string | null } = { size: 0, signedAt: null };
  private failures = 0;
  private readonly troubles = { following: '', signing: '' };
  private closing: Promise<void> | undefined;
  private hasClosed = false;

  constructor(private readonly parts: NotaryParts) {
    this.growth = new TreeGrowth(parts.store, parts.tree, () => this.hasGrown());
  }

  start(): void {
    this.following = this.follow();
    this.signSoon();
  }

  report(): NotaryReport {
    const { size, signedAt } = this.newest;
    return { treeSize: this.parts.tree.end().size, checkpointSize: size, signedAt, failures: this.failures };
  }

  /** Signs what is outstanding, and ends. The tree and the stores are closed where they were opened. */
  close(): Promise<void> {
    this.closing ??= this.shutDown();
    return this.closing;
  }

  private async shutDown(): Promise<void> {
    clearTimeout(this.timer);
    try {
      await withDeadline(this.finish(), CLOSING_MS, 'Signing what was outstanding');
    } catch (error) {
      this.reportFailure('signing', error as Error);
    }
    this.growth.endAt(NO_POSITION);
    await this.following;
    this.hasClosed = true;
  }

  private async finish(): Promise<void> {
    this.growth.endAt(await this.parts.store.head());
    await this.following;
    await this.signing;
    await this.signLast();
  }

  /** Where another was first, it need not have covered everything; and it may be stopping too. */
  private async signLast(): Promise<void> {
    for (let attempt = 0; attempt < LAST_ATTEMPTS; attempt += 1) {
      if ((await this.sign()) !== 'outrun') return;
    }
  }

  private async follow(): Promise<void> {
    while (!(await this.hasFollowed())) await wait(INTERVAL_MS, undefined, { ref: false });
  }

  /** Whether it has reached its position, or need not try again. */
  private async hasFollowed(): Promise<boolean> {
    try {
      await this.growth.follow();
      return true;
    } catch (error) {
      this.reportFailure('following', error as Error);
      return this.closing !== undefined;
    }
  }

  private hasGrown(): void {
    this.troubles.following = '';
    this.signSoon();
  }

  /** A signing that is planned already will cover what has come since, too. */
  private signSoon(): void {
    if (this.timer || this.closing || this.hasRefused) return;
    const delay = Math.max(0, this.notBefore - performance.now());
    this.timer = setTimeout(() => {
      this.timer = undefined;
      this.notBefore = performance.now() + INTERVAL_MS;
      this.signing = this.signing.then(() => this.sign());
    }, delay).unref();
  }

  private async sign(): Promise<Signing['outcome'] | 'failed'> {
    if (this.hasRefused) return 'failed';
    try {
      this.parts.witnessing?.demandUncontradicted();
      const signing = await signGrowth(this.parts, () => this.growth.reached());
      await this.parts.kept?.keep(this.parts.auditStore, this.parts.tree);
      this.parts.witnessing?.wake();
      this.parts.stamping?.wake();
      this.troubles.signing = '';
      this.note(signing);
      return signing.outcome;
    } catch (error) {
      this.hasRefused = error instanceof ContradictedCheckpoint;
      this.reportFailure('signing', error as Error);
      this.signSoon();
      return 'failed';
    }
  }

  private note(signing: Signing): void {
    if ('size' in signing) this.newest = signing;
    else if (signing.outcome !== 'empty') this.signSoon();
  }

  /**
   * Trouble that lasts is counted each time, and logged once. What closing did not wait for ends when it finds the tree closed, of
   * which nobody is to hear.
   */
  private reportFailure(work: 'following' | 'signing', error: Error): void {
    if (this.hasClosed) return;
    this.failures += 1;
    if (this.troubles[work] === error.message) return;
    this.troubles[work] = error.message;
    const { log } = this.parts;
    const cause = { cause: error.message, checkpoints: this.parts.tree.history.checkpoints };
    if (this.hasRefused)
      log.error('No checkpoint is signed any more, because it would contradict the newest one.', cause);
    else log.warn('Checkpoints are delayed. It is tried again.', cause);
  }
}
