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
