import type { Database, RootDatabase } from 'lmdb';
import { NO_POSITION, type EventStore, type Position } from '#event-store';
import { AFTER_OTHER_HISTORY, demandLogEnd, HoleInProgress, holdsEvent, DerivedDataFolder } from '#ledger';
import { consistencyProof, type TreeHead } from './consistency';
import type { Hash } from './hashing';
import { inclusionProof } from './inclusion';
import { LeafPositions } from './leaf-positions';
import { rootOf } from './range';
import type { NewLeaf } from './new-leaf';
import { LEDGER_HISTORY, type ProvedHistory } from './proved-history';
import { NewestRevisions } from './newest-revisions';
import type { NewestRevision } from './revision-map';
import { Tiles } from './tiles';

/** How far the tree has come in the log: its size, and the event that its last leaf is. */
export interface TreeEnd {
  readonly size: number;
  readonly position: Position;
  readonly eventId: string;
}

/** The tree follows from another log than this one. */
export class ForeignTree extends Error {
  override readonly name = 'ForeignTree';
}

interface Content {
  readonly ends: Database<TreeEnd, string>;
  readonly tiles: Tiles;
  readonly positions: LeafPositions;
  readonly newest: NewestRevisions;
}

/** Hashing keeps the process from answering, so it is done for so many streams at a time: a few milliseconds. */
const MAPPED_AT_A_TIME = 50;

const END = 'end';
const EMPTY: TreeEnd = { size: 0, position: NO_POSITION, eventId: '' };

/**
 * The tree over the ledger's events, in a folder of its own. It follows from the log and can be built from it again. Leaves that are
 * there already are passed over, so that several processes may share the folder and do the same work.
 */
export class TreeStorage {
  private constructor(
    private readonly folder: DerivedDataFolder<Content>,
    /** What it is the tree of. */
    readonly history: ProvedHistory,
  ) {}

  /** @throws ReadModelsUnusable with what to do about it. */
  static open(directory: string, history = LEDGER_HISTORY): TreeStorage {
    return new TreeStorage(DerivedDataFolder.open(directory, openDatabases, "tree's hashes"), history);
  }

  /** The machine stopped under the tree, so it was discarded and is built again. */
  get wasDiscarded(): boolean {
    return this.folder.wasDiscarded;
  }

  /** How far the tree has come, in whichever process. */
  end(): TreeEnd {
    this.folder.environment.resetReadTxn();
    return this.lastEnd();
  }

  /**
   * @throws LogEndLost when the log ends before the tree does.
   * @throws ForeignTree when it holds, where the tree ends, another event than the one that the tree ends with.
   */
  async demandSameLedger(store: Pick<EventStore, 'readAll'>): Promise<void> {
    const end = this.end();
    if (end.size === 0 || (await holdsEvent(store, end))) return;
    await demandLogEnd(store, { position: end.position, what: `the tree in ${this.folder.path}` });
    throw new ForeignTree(
      `The tree in ${this.folder.path} was built from another history: it ends with the event at position ${end.position}, ` +
        `where the log has another event. ${AFTER_OTHER_HISTORY}`,
    );
  }

  /**
   * Adds the leaves, which came after `after` in the log's order, that are not there yet: all of them or none.
   * @throws HoleInProgress when the tree has not reached `after`.
   */
  async add(leaves: readonly NewLeaf[], after: Position): Promise<void> {
    if (leaves.length === 0) return;
    await this.folder.write(() => {
      const { size, position } = this.lastEnd();
      if (position < after) throw new HoleInProgress(`The tree ends at ${position}, not at ${after}.`);
      const missing = leaves.filter((leaf) => leaf.position > position);
      if (missing.length > 0) this.write(missing, size);
    });
  }

  head(size: number): TreeHead {
    return { size, root: rootOf(this.folder.content.tiles, size) };
  }

  inclusionProof(index: number, size: number): Hash[] {
    return inclusionProof(this.folder.content.tiles, index, size);
  }

  consistencyProof(oldSize: number, newSize: number): Hash[] {
    return consistencyProof(this.folder.content.tiles, oldSize, newSize);
  }

  leaf(index: number): Hash {
    return this.folder.content.tiles.node(0, index);
  }

  /** The leaves from one on that are stored together with it: to read all of them, one after the other. */
  leavesFrom(index: number): Hash[] {
    return this.folder.content.tiles.leavesFrom(index);
  }

  positionsFrom(index: number): Position[] {
    return this.folder.content.positions.from(index);
  }

  positionOf(index: number): Position {
    return this.folder.content.positions.at(index);
  }

  /** The index of the leaf that is the event at a position of this log, or `null` when there is none yet. */
  indexAt(position: Position): number | null {
    const { size } = this.end();
    const index = this.folder.content.positions.before(position, size);
    return index < size && this.positionOf(index) === position ? index : null;
  }

  /** How many leaves are in the map of newest revisions. */
  mappedSize(): number {
    this.folder.environment.resetReadTxn();
    return this.folder.content.newest.size;
  }

  /** Whether the map can go on without the log. */
  knowsNextStream = (): boolean => this.folder.content.newest.knowsNext;

  /** Notes the streams and revisions of leaves from an index on, which the tree has without them. */
  async noteStreams(newest: readonly NewestRevision[], index: number): Promise<void> {
    await this.folder.write(() => this.folder.content.newest.add(newest, index));
  }

  /** The root of the map of newest revisions over the first leaves; `null` when the map is over more. See `mapNewest`. */
  async mapNewest(size: number): Promise<Hash | null> {
    const { newest } = this.folder.content;
    while (this.mappedSize() < size)
      await this.folder.write(() => newest.mapUpTo(Math.min(size, newest.size + MAPPED_AT_A_TIME)));
    return this.mappedSize() === size ? newest.root() : null;
  }

  /** What proves which event is the stream's newest among the first `size`; `null` when the map is not over these. */
  newestProof(stream: string, size: number): Hash[] | null {
    return this.mappedSize() === size ? this.folder.content.newest.proof(stream) : null;
  }

  async close(): Promise<void> {
    await this.folder.close();
  }

  /** Everything that can fail comes before the first write, because LMDB would commit what was written before a throw. */
  private write(leaves: readonly NewLeaf[], size: number): void {
    const { ends, tiles, positions, newest } = this.folder.content;
    const { position, eventId } = leaves.at(-1)!;
    positions.add(
      leaves.map((leaf) => leaf.position),
      size,
    );
    tiles.add(
      leaves.map(({ hash }) => hash),
      size,
    );
    newest.add(
      leaves.map((leaf) => leaf.newest),
      size,
    );
    void ends.put(END, { size: size + leaves.length, position, eventId });
  }

  private lastEnd(): TreeEnd {
    return this.folder.content.ends.get(END) ?? EMPTY;
  }
}

function openDatabases(environment: RootDatabase): Content {
  return {
    ends: environment.openDB({ name: 'ends', encoding: 'json' }),
    tiles: new Tiles(environment.openDB({ name: 'tiles', encoding: 'binary' })),
    positions: new LeafPositions(environment.openDB({ name: 'positions', encoding: 'binary' })),
    newest: NewestRevisions.in(environment),
  };
}
