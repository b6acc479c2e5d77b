import { dNummer, fodselsnummer } from './norwegian-numbers';
import type { IdentityKind } from './identity-kind';
import { nationalReserveId, stockholmReserveId, vastraGotalandReserveId } from './reserve-ids';
import { personnummer, samordningsnummer } from './swedish-numbers';

/** The kinds that every installation knows: the three Swedish ones of the contracts, and the two Norwegian ones. */
export const standardKinds: readonly IdentityKind[] = [
  personnummer,
  samordningsnummer,
  nationalReserveId,
  fodselsnummer,
  dNummer,
];

/** The kind, which takes numbers of test persons as well. */
export function admittingTestPersons(kind: IdentityKind): IdentityKind {
  const { isValid, isTestPerson } = kind;
  if (!isTestPerson) return kind;
  return { ...kind, isValid: (extension) => isValid(extension) || isTestPerson(extension) };
}

/** Kinds of one region each, off until an operator names them in the configuration. */
export const localKinds: ReadonlyMap<string, IdentityKind> = new Map(
  [stockholmReserveId, vastraGotalandReserveId].map((kind) => [kind.name, kind]),
);
