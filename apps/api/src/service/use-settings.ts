import { createIdentityRegistry, DEFAULT_HSA_ID_PATTERN, localKinds, standardKinds } from '#consent';
import { ConfigError, type Config } from '#platform';
import { configureValidation } from '../validation';

/** Hands the validation its tables: which person identities there are, what an HSA-id looks like. @throws ConfigError */
export function useSettings({ LOCAL_IDENTITY_KINDS: names = [], HSA_ID_PATTERN }: Config): void {
  const local = names.map((name) => {
    const kind = localKinds.get(name);
    if (kind) return kind;
    throw new ConfigError(
      `LOCAL_IDENTITY_KINDS: there is no kind "${name}". There are: ${[...localKinds.keys()].join(', ')}`,
    );
  });
  configureValidation({
    identities: createIdentityRegistry([...standardKinds, ...local]),
    hsaIdPattern: HSA_ID_PATTERN?.source ?? DEFAULT_HSA_ID_PATTERN,
  });
}
