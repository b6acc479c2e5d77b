import { setTimeout as delay } from 'node:timers/promises';
import type { Database } from 'lmdb';
import { isGone, newId, thisProcess, type ProcessName } from '#platform';
import type { DerivedDataFolder } from '../derived-data-folder';

/** Somebody else rebuilds the read models. */
export class RebuildUnderWay extends Error {
  override readonly name = 'RebuildUnderWay';
}

interface Holder {
  readonly id: string;
  readonly process: ProcessName;
  /** Counts up while its holder lives. */
  readonly beat: number;
}

const BEAT_MS = 500;

/** A holder that has not beaten for this long counts as dead. If it was only slow, it finds at its next write that it has lost the lease. */
const PATIENCE_MS = 3_000;
const LOOK_EVERY_MS = 100;

const KEY = 'rebuild';

/** The right to rebuild read models, in their own folder: one holder at a time, whatever becomes of it. */
export class Lease {
  private beating: Promise<void> = Promise.resolve();
  private timer: NodeJS.Timeout | undefined;
  private readonly id = newId();

  private constructor(
    private readonly folder: Pick<DerivedDataFolder<unknown>, 'write' | 'environment'>,
    private readonly holders: Database<Holder, string>,
  ) {}

  /** @throws RebuildUnderWay */
  static async take(folder: DerivedDataFolder<unknown>): Promise<Lease> {
    const holders = await folder.openTable<Holder, string>({ name: 'lease', encoding: 'json' });
    const lease = new Lease(folder, holders);
    await lease.takeOver(await lease.deadOrNone());
    lease.timer = setInterval(() => lease.beat(), BEAT_MS).unref();
    return lease;
  }

  /** To be called in each write transaction, before anything is written. @throws RebuildUnderWay when it was lost to another. */
  demand(): void {
    if (this.holders.get(KEY)?.id !== this.id) {
      throw new RebuildUnderWay('Another rebuild has taken over. This one has changed nothing.');
    }
  }

  async release(): Promise<void> {
    clearInterval(this.timer);
    await this.beating;
    await this.folder.write(() => {
      if (this.holders.get(KEY)?.id === this.id) void this.holders.remove(KEY);
    });
  }

  /** The present holder, which has shown no sign of life. */
  private async deadOrNone(): Promise<Holder | undefined> {
    const holder = this.holder();
    if (!holder || isGone(holder.process)) return holder;
    for (let waited = 0; waited < PATIENCE_MS; waited += LOOK_EVERY_MS) {
      await delay(LOOK_EVERY_MS);
      const now = this.holder();
      if (!now) return now;
      if (now.id !== holder.id || now.beat !== holder.beat) throw underWay();
    }
    return holder;
  }

  private async takeOver(from: Holder | undefined): Promise<void> {
    await this.folder.write(() => {
      const now = this.holders.get(KEY);
      if (now?.id !== from?.id || now?.beat !== from?.beat) throw underWay();
      void this.holders.put(KEY, { id: this.id, process: thisProcess(), beat: 0 });
    });
  }

  private beat(): void {
    this.beating = this.folder
      .write(() => {
        const now = this.holders.get(KEY);
        if (now?.id === this.id) void this.holders.put(KEY, { ...now, beat: now.beat + 1 });
      })
      .catch(() => undefined);
  }

  private holder(): Holder | undefined {
    this.folder.environment.resetReadTxn();
    return this.holders.get(KEY);
  }
}

const underWay = (): RebuildUnderWay =>
  new RebuildUnderWay('The read models are being rebuilt already. Try again when that is done.');
