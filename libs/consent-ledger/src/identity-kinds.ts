import { localKinds, standardKinds, type IdentityKind } from '#consent';
import { ConfigError, type Config } from '#platform';

/** The kinds of person identity that this installation knows: the standard ones, and the local ones that it names. @throws ConfigError */
export function identityKindsOf({
  LOCAL_IDENTITY_KINDS: names = [],
}: Pick<Config, 'LOCAL_IDENTITY_KINDS'>): readonly IdentityKind[] {
  return [...standardKinds, ...names.map(localKind)];
}

function localKind(name: string): IdentityKind {
  const kind = localKinds.get(name);
  if (kind) return kind;
  throw new ConfigError(
    `LOCAL_IDENTITY_KINDS: there is no kind "${name}". There are: ${[...localKinds.keys()].join(', ')}`,
  );
}
