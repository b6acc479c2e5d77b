import type { Config, Logger } from '#platform';
import { digestOf, readTlsFiles } from './tls-files';
import { tlsSetOf, type TlsSet } from './tls-set';

/** How often the files are looked at, in milliseconds. */
const INTERVAL = 1_000;

/** After how long a look that has not ended is said, in milliseconds. */
const LOOK_PATIENCE = 10_000;

/** What was found in the files: the same key for the same, and the set that they make. */
interface Found {
  readonly key: string;
  /** @throws UnusableTlsFile */
  readonly judge: () => Promise<TlsSet>;
}

/**
 * The files of TLS, read again when they change. Their texts are compared, because a mounted file may be exchanged without any notice, and
 * with an older time. Files that are replaced one after the other are read when two looks have found the same: a set is all old or all
 * new. One that cannot be used leaves the old set as it was, with an error in the log.
 */
export class WatchedTlsFiles {
  private timer: NodeJS.Timeout | null = null;
  /** When the look that is under way began. */
  private lookingSince: number | null = null;
  private readonly listeners: ((next: TlsSet) => void)[] = [];
  /** What the last look found, when it was neither used nor refused before. */
  private pending: string | null = null;
  private refused: string | null = null;

  private constructor(
    private readonly config: Config,
    private readonly log: Logger,
    private set: TlsSet,
    private used: string,
  ) {}

  /** @throws UnusableTlsFile: no service starts without usable files. */
  static async open(config: Config, log: Logger, interval = INTERVAL): Promise<WatchedTlsFiles> {
    const files = await readTlsFiles(config);
    const opened = new WatchedTlsFiles(config, log, await tlsSetOf(files), digestOf(files));
    if (opened.set.context || opened.set.judged)
      opened.timer = setInterval(() => void opened.look(), interval).unref();
    return opened;
  }

  get current(): TlsSet {
    return this.set;
  }

  /** Listeners are called in the moment in which the set is exchanged: nothing is judged by two sets. */
  onExchange(listener: (next: TlsSet) => void): void {
    this.listeners.push(listener);
  }

  close(): void {
    if (this.timer) clearInterval(this.timer);
  }

  /** One look at a time, so that no older files come last. */
  async look(): Promise<void> {
    if (this.lookingSince !== null) return this.demandEnd(this.lookingSince);
    this.lookingSince = performance.now();
    await this.consider(await this.find());
    this.lookingSince = null;
  }

  /** A folder that does not answer any more must not be read again: each reading would keep a thread. It is said once. */
  private demandEnd(since: number): void {
    if (performance.now() - since < LOOK_PATIENCE) return;
    this.lookingSince = Infinity;
    const cause = `Nothing was read for ${LOOK_PATIENCE / 1000} s.`;
    this.log.error('The files of TLS cannot be looked at. The old ones stay.', { cause });
  }

  private async consider({ key, judge }: Found): Promise<void> {
    const isPending = key === this.pending;
    this.pending = null;
    if (key === this.used) this.refused = null;
    if (key === this.used || key === this.refused) return;
    if (isPending) await this.exchange(key, judge);
    else this.pending = key;
  }

  private async exchange(key: string, judge: Found['judge']): Promise<void> {
    try {
      const next = await judge();
      for (const listener of this.listeners) listener(next);
      [this.set, this.used, this.refused] = [next, key, null];
      this.log.info('The files of TLS were read again.');
    } catch (error) {
      this.refused = key;
      const { message: cause } = error as Error;
      this.log.error('The new files of TLS cannot be used. The old ones stay.', { cause });
    }
  }

  private async find(): Promise<Found> {
    try {
      const files = await readTlsFiles(this.config);
      return { key: digestOf(files), judge: () => tlsSetOf(files) };
    } catch (error) {
      const fail = (): never => {
        throw error;
      };
      return { key: (error as Error).message, judge: async () => fail() };
    }
  }
}
