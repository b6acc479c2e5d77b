import type { Position } from '#event-store';
import type { TreeHead } from '../tree/consistency';
import type { Hash } from '../tree/hashing';
import { RootAccumulator } from '../tree/root-accumulator';
import type { Report } from './finding';
import { StoredTogether } from './stored-together';

/** A tree as it is stored. */
export interface StoredTree {
  end(): { readonly size: number };
  /** The leaves from one on, or some of them: at least the one, where it is there. */
  leavesFrom(index: number): readonly Hash[];
  positionsFrom(index: number): readonly Position[];
  head(size: number): TreeHead;
}

/** How often the nodes above the leaves are looked at, in leaves: as many as share a node that is stored. */
const NODES_EVERY = 256;

/** The leaves that a stored tree has when this is made. The tree may have been tampered with as the log may: what it has lost is reported, not thrown. */
export class NotedLeaves {
  private readonly computed = new RootAccumulator();
  private readonly leaves = new StoredTogether((index) => this.tree.leavesFrom(index));
  private readonly positions = new StoredTogether((index) => this.tree.positionsFrom(index));
  private areNodesSound = true;
  private length: number;

  constructor(
    private readonly tree: StoredTree,
    private readonly report: Report,
  ) {
    this.length = tree.end().size;
  }

  /** How many can be read. */
  get size(): number {
    return this.length;
  }

  /** `null` behind the last. */
  hash(index: number): Hash | null {
    if (index >= this.length) return null;
    return this.orLost(() => this.leaves.at(index), index);
  }

  positionOf(index: number): Position | null {
    if (index >= this.length) return null;
    return this.orLost(() => this.positions.at(index), index);
  }

  /** The root over the first leaves, as the tree has it; `null` when it has not so many. */
  root(size: number): Hash | null {
    if (size > this.length) return null;
    return this.orLost(() => this.tree.head(size).root, size - 1);
  }

  /** Compares the nodes above the leaves with the leaves. Pass each leaf once, in order. */
  pass(index: number): void {
    const hash = this.hash(index);
    if (!hash || !this.areNodesSound) return;
    this.computed.add(hash);
    const size = index + 1;
    if (size % NODES_EVERY !== 0 && size !== this.length) return;
    if (this.root(size)?.equals(this.computed.root())) return;
    this.areNodesSound = false;
    const what = `The tree's nodes do not follow from its first ${size} leaves.`;
    this.report({ kind: 'tree', log: 'ledger', position: this.positionOf(index), what });
  }

  private orLost<T>(read: () => T, index: number): T | null {
    try {
      return read();
    } catch {
      this.length = Math.min(this.length, index);
      const what = `The tree has lost what it noted of event ${index + 1}, and is not compared any further.`;
      this.report({ kind: 'tree', log: 'ledger', position: null, what });
      return null;
    }
  }
}
