import { cosignaturesOn, type Cosignature, type WitnessKey } from './cosignature';
import { InvalidNote } from './signed-note';

/** Whose cosignatures count, and how many of them are needed. */
export interface Quorum {
  readonly keys: readonly WitnessKey[];
  readonly needed: number;
}

/** Where nobody says how many are needed: more than half, so that two views of one ledger never both have them. */
export const majorityOf = (count: number): number => Math.floor(count / 2) + 1;

/**
 * Who has signed the note, when a quorum has.
 * @throws InvalidNote when too few have, or when a cosignature is false.
 */
export function demandQuorum(note: string, { keys, needed }: Quorum): Cosignature[] {
  const cosignatures = cosignaturesOn(note, keys);
  if (cosignatures.length >= needed) return cosignatures;
  throw new InvalidNote(
    `Of the ${keys.length} given witnesses, ${cosignatures.length} signed the checkpoint, and ${needed} are needed.`,
  );
}
