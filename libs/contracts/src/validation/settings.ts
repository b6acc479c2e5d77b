import type { IdentityRegistry } from '#consent';
import { createIdentityRegistry, DEFAULT_HSA_ID_PATTERN, hsaIdFormat, standardKinds } from '#consent';

/** What an operator may change of the rules. */
export interface ValidationSettings {
  readonly identities: IdentityRegistry;
  /** The source of a regular expression for a whole HSA-id, without its length. */
  readonly hsaIdPattern: string;
}

interface ActiveSettings {
  identities: IdentityRegistry;
  isHsaId: (text: string) => boolean;
}

/** Decorators are evaluated once per process, before any configuration is read, so the settings are the process's too. */
export const settings: ActiveSettings = {
  identities: createIdentityRegistry(standardKinds),
  isHsaId: hsaIdFormat(DEFAULT_HSA_ID_PATTERN),
};

/**
 * Sets the rules' settings; what is not given stays as it is. Called once, by the composition root.
 * @throws SyntaxError when the pattern is not a regular expression.
 */
export function configureValidation({ identities, hsaIdPattern }: Partial<ValidationSettings>): void {
  if (hsaIdPattern !== undefined) settings.isHsaId = hsaIdFormat(hsaIdPattern);
  if (identities) settings.identities = identities;
}
