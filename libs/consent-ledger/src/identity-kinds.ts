import { admittingTestPersons, localKinds, standardKinds, type IdentityKind } from '#consent';
import { ConfigError, type Config } from '#platform';

type KindSettings = Pick<Config, 'LOCAL_IDENTITY_KINDS' | 'NORWEGIAN_TEST_PERSONS'>;

/**
 * The kinds of person identity that this installation knows: the standard ones, with or without the numbers of Norwegian test
 * persons, and the local ones that it names. @throws ConfigError
 */
export function identityKindsOf({
  LOCAL_IDENTITY_KINDS: names = [],
  NORWEGIAN_TEST_PERSONS: testPersons,
}: KindSettings): readonly IdentityKind[] {
  const standard = testPersons ? standardKinds.map(admittingTestPersons) : standardKinds;
  return [...standard, ...names.map(localKind)];
}

function localKind(name: string): IdentityKind {
  const kind = localKinds.get(name);
  if (kind) return kind;
  throw new ConfigError(
    `LOCAL_IDENTITY_KINDS: there is no kind "${name}". There are: ${[...localKinds.keys()].join(', ')}`,
  );
}
