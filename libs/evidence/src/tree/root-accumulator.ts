import { EMPTY_ROOT, nodeHash, type Hash } from './hashing';

/** The root of a tree that is walked leaf by leaf, without the tree: it remembers one hash for each bit of the size. */
export class RootAccumulator {
  /** The roots of the full subtrees that the leaves so far make up, from left to right, each smaller than the one before it. */
  private readonly subtrees: Hash[] = [];
  private leaves = 0;

  get size(): number {
    return this.leaves;
  }

  add(leaf: Hash): void {
    let hash = leaf;
    for (let pairs = this.leaves; pairs % 2 === 1; pairs = (pairs - 1) / 2) {
      hash = nodeHash(this.subtrees.pop()!, hash);
    }
    this.subtrees.push(hash);
    this.leaves += 1;
  }

  root(): Hash {
    const { subtrees } = this;
    return subtrees.length === 0 ? EMPTY_ROOT : subtrees.reduceRight((right, left) => nodeHash(left, right));
  }
}
