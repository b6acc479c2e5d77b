import type { IdentityKind } from './identity-kind';
import { nationalReserveId } from './national-reserve-id';
import { personnummer } from './personnummer';
import { samordningsnummer } from './samordningsnummer';
import { stockholmReserveId } from './stockholm-reserve-id';
import { vastraGotalandReserveId } from './vastra-gotaland-reserve-id';

/** The three kinds that every installation knows. */
export const standardKinds: readonly IdentityKind[] = [personnummer, samordningsnummer, nationalReserveId];

/** Kinds of one region each, off until an operator names them in the configuration. */
export const localKinds: ReadonlyMap<string, IdentityKind> = new Map(
  [stockholmReserveId, vastraGotalandReserveId].map((kind) => [kind.name, kind]),
);

/**
 * Whether the text as a whole is well-formed as any of the standard kinds: reason enough to keep it out of logs and
 * messages. It does not look for identities inside a longer text.
 */
export const looksLikePersonIdentity = (text: string): boolean =>
  standardKinds.some((kind) => kind.isValid(text));
