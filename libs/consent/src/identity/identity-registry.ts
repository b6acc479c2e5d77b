import type { IdentityKind } from './identity-kind';

/**
 * - `unknown-root`: no kind in the table has this root.
 * - `other-kind`: the extension is not well-formed for its root, but it is for another root in the table.
 * - `malformed`: the extension is not well-formed for any kind in the table.
 */
export type IdentityCheck = 'ok' | 'unknown-root' | 'malformed' | 'other-kind';

export interface IdentityRegistry {
  /** Checks the two fields of an IIType. Surrounding blanks are not forgiven: they would make two of one person. */
  readonly check: (root: string, extension: string) => IdentityCheck;
}

const byRoot = (kinds: readonly IdentityKind[]): ReadonlyMap<string, IdentityKind> => {
  const table = new Map(kinds.map((kind) => [kind.root, kind]));
  if (table.size < kinds.length) throw new Error('Two kinds of identity have the same root.');
  return table;
};

/**
 * A table of identity kinds that answers whether an identity is well-formed.
 * Throws an Error when two kinds have the same root, for then the answer would depend on their order.
 */
export const createIdentityRegistry = (kinds: readonly IdentityKind[]): IdentityRegistry => {
  const table = byRoot(kinds);
  return {
    check: (root, extension) => {
      const stated = table.get(root);
      if (stated === undefined) return 'unknown-root';
      if (stated.isValid(extension)) return 'ok';
      return kinds.some((kind) => kind.isValid(extension)) ? 'other-kind' : 'malformed';
    },
  };
};
