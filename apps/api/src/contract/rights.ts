import type { Config } from '#platform';

/** What a caller may be given beyond acting for care providers: see the setting CALLER_RIGHTS. */
export type Right = NonNullable<Config['CALLER_RIGHTS']>[number];

/** The caller asks for what it has no right to. Nothing was looked up. */
export class RightMissing extends Error {
  override readonly name = 'RightMissing';
}

/** @throws RightMissing */
export function demandRight(rights: ReadonlySet<Right>, right: Right): void {
  if (!rights.has(right)) throw new RightMissing(`The caller has no right to ${right}.`);
}
