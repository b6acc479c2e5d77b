import { createHash, randomBytes } from 'node:crypto';
import type { Database } from 'lmdb';

/** 256 bits: nobody finds one by trying. */
const SECRET_BYTES = 32;

/** Random text that is safe in cookies and forms, and that nobody guesses. */
export const newSecret = (): string => randomBytes(SECRET_BYTES).toString('base64url');

const digestOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** Runs a write transaction, one at a time in all processes. */
export type Write = <Result>(work: () => Result) => Promise<Result>;

/** Keeps somewhere else that a record was taken away. */
type Note<Stored> = (taken: Stored) => Promise<void>;

/** What is written in the same transaction that takes a record away. */
type Alongside<Stored> = (taken: Stored) => void;

/** A record under the secret that finds it from now on. */
export interface Renewed<Stored> {
  readonly secret: string;
  readonly record: Stored;
}

/**
 * What the server knows of a browser, found by a secret that only the browser has: kept under the secret's SHA-256, so that whoever
 * reads the folder cannot pass for anybody. Every change is one transaction that begins with what is there: a record that was taken
 * away stays away, whatever comes at the same time.
 */
export class SecretRecords<Stored extends object> {
  constructor(
    private readonly table: Database<Stored, string>,
    private readonly write: Write,
    private readonly refresh: () => void,
  ) {}

  /** The secret that finds the record. It cannot be read again. */
  async add(record: Stored): Promise<string> {
    const secret = newSecret();
    await this.write(() => void this.table.put(digestOf(secret), record));
    return secret;
  }

  /**
   * Keeps the record under a secret that somebody has already, unless there is one. Only within a change of other records of the same
   * folder: nobody then sees the one without the other.
   */
  addAlongside(secret: string, record: Stored): void {
    if (this.table.get(digestOf(secret)) === undefined) void this.table.put(digestOf(secret), record);
  }

  find(secret: string): Stored | null {
    this.refresh();
    return this.table.get(digestOf(secret)) ?? null;
  }

  /** `null` when it is there no more. */
  async change(secret: string, work: (record: Stored) => Stored): Promise<Stored | null> {
    return this.write(() => {
      const record = this.table.get(digestOf(secret));
      if (record === undefined) return null;
      const changed = work(record);
      void this.table.put(digestOf(secret), changed);
      return changed;
    });
  }

  /** Changes the record and gives it a new secret; with the old one nobody finds it again. `null` when it is there no more. */
  async renew(secret: string, work: (record: Stored) => Stored): Promise<Renewed<Stored> | null> {
    const renewed = newSecret();
    return this.write(() => {
      const record = this.table.get(digestOf(secret));
      if (record === undefined) return null;
      const changed = work(record);
      void this.table.remove(digestOf(secret));
      void this.table.put(digestOf(renewed), changed);
      return { secret: renewed, record: changed };
    });
  }

  /** Takes the record away. Of two who come at once, one gets it. */
  async take(secret: string, alongside?: Alongside<Stored>): Promise<Stored | null> {
    return this.write(() => this.takeNow(digestOf(secret), alongside));
  }

  /** Takes the record away and notes it. A record that cannot be noted is put back, for another try. @throws what `note` does */
  takeNoting(secret: string, note: Note<Stored>, alongside?: Alongside<Stored>): Promise<void> {
    return this.takeNotingAt(digestOf(secret), () => true, note, alongside);
  }

  /** The same with every record that is over, one after the other. @throws what `note` does, and leaves the rest where they are */
  async takeAllNoting(
    isOver: (record: Stored) => boolean,
    note: Note<Stored>,
    alongside?: Alongside<Stored>,
  ): Promise<void> {
    const over = await this.write(() => [...this.table.getRange()].filter(({ value }) => isOver(value)));
    for (const { key } of over) await this.takeNotingAt(key, isOver, note, alongside);
  }

  /** Takes every record away that is over. */
  async takeAll(isOver: (record: Stored) => boolean): Promise<Stored[]> {
    return this.write(() => {
      const over = [...this.table.getRange()].filter(({ value }) => isOver(value));
      return over.map(({ key }) => this.takeNow(key)!);
    });
  }

  /** Whether it is over is looked at again in the same transaction: somebody may have come meanwhile. */
  private async takeNotingAt(
    digest: string,
    isOver: (record: Stored) => boolean,
    note: Note<Stored>,
    alongside?: Alongside<Stored>,
  ): Promise<void> {
    const taken = await this.write(() => {
      const record = this.table.get(digest);
      return record !== undefined && isOver(record) ? this.takeNow(digest, alongside) : null;
    });
    if (taken === null) return;
    try {
      await note(taken);
    } catch (error) {
      await this.write(() => void this.table.put(digest, taken));
      throw error;
    }
  }

  private takeNow(digest: string, alongside?: Alongside<Stored>): Stored | null {
    const record = this.table.get(digest) ?? null;
    if (record === null) return null;
    alongside?.(record);
    void this.table.remove(digest);
    return record;
  }
}
