import type { Database, RootDatabase } from 'lmdb';
import type { Hash } from './hashing';
import { RevisionMap, type NewestRevision } from './revision-map';

const MAPPED = 'mapped';

/**
 * The map of newest revisions, as it is over the first leaves of the tree: those that the newest checkpoint covers, or the one that is
 * about to be signed. What later leaves are the newest of waits in a table of its own until then.
 */
export class NewestRevisions {
  private readonly map: RevisionMap;

  private constructor(
    private readonly sizes: Database<number, string>,
    private readonly waiting: Database<Buffer, number>,
    nodes: Database<Buffer, Buffer>,
  ) {
    this.map = new RevisionMap({
      get: (path) => nodes.get(path),
      put: (path, node) => void nodes.put(path, node),
    });
  }

  static in(environment: RootDatabase): NewestRevisions {
    return new NewestRevisions(
      environment.openDB({ name: 'mapped sizes', encoding: 'json' }),
      environment.openDB({ name: 'unmapped revisions', encoding: 'binary' }),
      environment.openDB({ name: 'newest revisions', encoding: 'binary', keyEncoding: 'binary' }),
    );
  }

  /** How many leaves are in the map. */
  get size(): number {
    return this.sizes.get(MAPPED) ?? 0;
  }

  /** Whether it is known what the leaf behind those in the map is the newest of: it is not in a tree of an earlier version. */
  get knowsNext(): boolean {
    return this.waiting.doesExist(this.size);
  }

  /** Notes what the leaves from an index on are the newest of. Only in a write transaction. */
  add(newest: readonly NewestRevision[], index: number): void {
    newest.forEach((one, ahead) => void this.waiting.put(index + ahead, one));
  }

  /** Takes the next leaves into the map, up to the first `upTo` of the tree. Only in a write transaction. */
  mapUpTo(upTo: number): void {
    const { size } = this;
    const newest = Array.from({ length: Math.max(0, upTo - size) }, (_, ahead) => this.at(size + ahead));
    this.map.put(newest);
    for (let index = size; index < upTo; index += 1) void this.waiting.remove(index);
    if (upTo > size) void this.sizes.put(MAPPED, upTo);
  }

  root(): Hash {
    return this.map.root();
  }

  /** @see RevisionMap.proof */
  proof(stream: string): Hash[] | null {
    return this.map.proof(stream);
  }

  private at(index: number): NewestRevision {
    const newest = this.waiting.get(index);
    if (!newest) throw new Error(`The tree has lost the stream of leaf ${index}`);
    return newest;
  }
}
