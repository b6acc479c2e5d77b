import { dNummer } from './d-nummer';
import { fodselsnummer } from './fodselsnummer';
import type { IdentityKind } from './identity-kind';
import { nationalReserveId } from './national-reserve-id';
import { personnummer } from './personnummer';
import { samordningsnummer } from './samordningsnummer';
import { stockholmReserveId } from './stockholm-reserve-id';
import { vastraGotalandReserveId } from './vastra-gotaland-reserve-id';

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
