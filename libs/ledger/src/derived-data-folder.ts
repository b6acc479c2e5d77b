import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { open, type Database, type DatabaseOptions, type Key, type RootDatabase } from 'lmdb';
import { Gate, SameProcessNumber, throwCause } from '#event-store';
import { bootId, makeFolder, newId, syncToDisk } from '#platform';
import { demandWhole, demandWritable } from './folder-checks';

/** The folder cannot be used for what follows from the ledger. */
export class ReadModelsUnusable extends Error {
  override readonly name = 'ReadModelsUnusable';
}

/** Work that closing did not wait for goes on to ask: LMDB would answer it by a line on standard error, or by ending the process. */
export class FolderClosed extends Error {
  override readonly name = 'FolderClosed';
}

/** LMDB waits for itself, for ever, when one process opens a folder twice. */
const openHere = new Set<string>();

const DATA = ['data.mdb', 'lock.mdb'];
const MARK = /^open-/;

const READERS_CHECKED_EVERY_MS = 5_000;

/** What is derived has personal identities in it, too. */
const OWNERS_ALONE = 0o700;

/** The run is in the mark's name, so that a mark that is there says all it has to say: nobody can find one half written. */
const markOfThisRun = (): string => `open-in-${bootId()}-`;

/** What is opened in the folder, at the same time as it. */
type Prepare<T> = (environment: RootDatabase) => T;

/**
 * A folder of data that is derived: the read models, the proof tree, the portal's sessions. It holds nothing that must last, so it
 * is not synced to the disk at every batch: what a process has written survives its own death in the kernel's memory, but not the
 * machine's. Therefore each process leaves a mark with the name of the machine's run while it has the folder open. A mark from
 * another run shows that the machine stopped under it: the rows, which may then be anything, are discarded and built again.
 * Those who open the folder and those who write to it pass the gate one at a time.
 */
export class DerivedDataFolder<T> {
  private readersCheckedAt = performance.now();
  private underWay: Promise<unknown> = Promise.resolve();
  private standing: 'open' | 'closing' | 'closed' = 'open';

  private constructor(
    readonly path: string,
    private readonly gate: Gate,
    private readonly here: Opened<T>,
  ) {}

  /** `what` is in the folder, in the plural. @throws ReadModelsUnusable with what to do about it. */
  static open<T>(directory: string, prepare: Prepare<T>, what = 'read models'): DerivedDataFolder<T> {
    const path = resolve(directory);
    const content = `The ${what} in ${path}`;
    if (openHere.has(path)) throw new ReadModelsUnusable(`${content} are open in this process already.`);
    const folder = inWords(content, () => {
      makeFolder(path, OWNERS_ALONE);
      demandWritable(path);
      if (marksOfOtherRuns(path).length === 0) demandWhole(join(path, 'data.mdb'));
      const gate = Gate.of(path);
      try {
        const opened = gate.passNow(() => openMarked(path, prepare));
        return new DerivedDataFolder(path, gate, opened);
      } catch (error) {
        void gate.close();
        throw error;
      }
    });
    openHere.add(path);
    return folder;
  }

  get environment(): RootDatabase {
    return this.opened.environment;
  }

  /** What was opened with the folder. */
  get content(): T {
    return this.opened.content;
  }

  /** The machine had stopped while the folder was open, so it was emptied. */
  get wasDiscarded(): boolean {
    return this.here.wasDiscarded;
  }

  /**
   * Runs a write transaction. What is written before a throw stays written. `afterwards` looks at what was committed, before anybody
   * else writes.
   */
  write<Result = void>(work: () => void, afterwards?: () => Result): Promise<Result> {
    return this.pass(async () => {
      await this.environment.transaction(work).catch(throwCause);
      this.forgetDeadReaders();
      return afterwards?.() as Result;
    });
  }

  /** Opens a table that was not opened with the folder. */
  openTable<V, K extends Key>(options: DatabaseOptions & { name: string }): Promise<Database<V, K>> {
    return this.pass(async () => this.environment.openDB<V, K>(options));
  }

  /** Whether other processes have it open; or died with it, since the machine started. */
  isShared(): boolean {
    return marksIn(this.path).length > 1;
  }

  private get opened(): Opened<T> {
    if (this.standing === 'closed') throw new FolderClosed(`${this.path} has been closed.`);
    return this.here;
  }

  private async pass<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.standing !== 'open') throw new FolderClosed(`${this.path} is being closed.`);
    const passed = this.gate.pass(work);
    this.underWay = Promise.allSettled([this.underWay, passed]).then(() => undefined);
    return passed;
  }

  /** A process that was killed while it read would keep, for as long as the others run, all pages that it could still have read. */
  private forgetDeadReaders(): void {
    const now = performance.now();
    if (now - this.readersCheckedAt < READERS_CHECKED_EVERY_MS) return;
    this.readersCheckedAt = now;
    this.environment.readerCheck();
  }

  /** Lets writes that are under way finish, and takes no others. Everything written is on the disk before the mark goes. */
  async close(): Promise<void> {
    if (this.standing === 'open') this.standing = 'closing';
    await this.underWay;
    this.standing = 'closed';
    await this.here.environment.close();
    await this.gate.close();
    syncToDisk(join(this.path, 'data.mdb'));
    rmSync(this.here.mark, { force: true });
    openHere.delete(this.path);
  }
}

interface Opened<T> {
  readonly environment: RootDatabase;
  readonly content: T;
  readonly mark: string;
  readonly wasDiscarded: boolean;
}

/**
 * `useWritemap` stays off, though it would save some writing: LMDB then cuts the file, at every opening, to the size that it knows
 * of, and a process under which it had just grown dies of it; as it does when the disk is full.
 */
function openMarked<T>(path: string, prepare: Prepare<T>): Opened<T> {
  const wasDiscarded = discardWhatTheMachineLost(path);
  const mark = join(path, `${markOfThisRun()}${newId()}`);
  writeFileSync(mark, '');
  syncToDisk(path);
  let environment: RootDatabase | undefined;
  try {
    environment = open({ path, encoding: 'json', maxDbs: 64, eventTurnBatching: false, noSync: true });
    return { environment, content: prepare(environment), mark, wasDiscarded };
  } catch (error) {
    void environment?.close();
    rmSync(mark, { force: true });
    throw error;
  }
}

const marksIn = (path: string): string[] => readdirSync(path).filter((name) => MARK.test(name));

const marksOfOtherRuns = (path: string): string[] =>
  marksIn(path).filter((name) => !name.startsWith(markOfThisRun()));

/** A mark of this run of the machine is no reason: its process lives, or died with its writes safe in the kernel. */
function discardWhatTheMachineLost(path: string): boolean {
  const ofOtherRuns = marksOfOtherRuns(path);
  if (ofOtherRuns.length === 0) return false;
  for (const name of [...DATA, ...ofOtherRuns]) rmSync(join(path, name), { force: true });
  return true;
}

function inWords<T>(content: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof SameProcessNumber)
      throw new ReadModelsUnusable(`${content} cannot be opened: ${error.message}.`, { cause: error });
    throw new ReadModelsUnusable(
      `${content} cannot be opened (${(error as Error).message}). Make the folder writable; or move it away: ` +
        'the ledger needs nothing in it, and goes on with a new one.',
    );
  }
}
