import { createIdentityRegistry, DEFAULT_HSA_ID_PATTERN } from '#consent';
import { identityKindsOf } from '#consent-ledger';
import type { Config } from '#platform';
import { configureValidation } from '#contracts';

/** Hands the validation its tables: which person identities there are, what an HSA-id looks like. @throws ConfigError */
export function useSettings(config: Config): void {
  configureValidation({
    identities: createIdentityRegistry(identityKindsOf(config)),
    hsaIdPattern: config.HSA_ID_PATTERN?.source ?? DEFAULT_HSA_ID_PATTERN,
  });
}
