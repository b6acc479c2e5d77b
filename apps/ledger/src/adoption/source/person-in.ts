import type { PersonIdentity } from '#consent';
import { isBody } from '#contract-doors';

/** The identity in a message; `null` where there is none. */
export function personIn(value: unknown): PersonIdentity | null {
  if (!isBody(value)) return null;
  const { root, extension } = value;
  return typeof root === 'string' && typeof extension === 'string' ? { root, extension } : null;
}
