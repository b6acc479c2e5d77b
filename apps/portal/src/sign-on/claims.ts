import type { IdentityKind, PersonIdentity } from '#consent';

const PID = 'helseid://claims/identity/pid';
const SECURITY_LEVEL = 'helseid://claims/identity/security_level';

/** The scopes that give the claims below. */
export const scope = [
  'openid',
  'helseid://scopes/identity/pid',
  'helseid://scopes/identity/security_level',
].join(' ');

/** The kinds of identity that the claim may hold: fødselsnummer and D-number. */
const ROOTS = ['2.16.578.1.12.4.1.4.1', '2.16.578.1.12.4.1.4.2'];

type Claims = Readonly<Record<string, unknown>>;

/** Who signed in, of the kinds that this installation knows; `null` when the claims do not say so in a way that holds. */
export function personOf(claims: Claims, kinds: readonly IdentityKind[]): PersonIdentity | null {
  const pid = claims[PID];
  if (typeof pid !== 'string') return null;
  const kind = kinds.find(({ root, isValid }) => ROOTS.includes(root) && isValid(pid));
  return kind ? { root: kind.root, extension: pid } : null;
}

/** How securely; 0 when the claims do not say, which is never enough. */
export function securityLevelOf(claims: Claims): number {
  const level = claims[SECURITY_LEVEL];
  return typeof level === 'string' && /^\d$/.test(level) ? Number(level) : 0;
}
