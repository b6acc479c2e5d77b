import type { PersonIdentity } from '#consent';
import { person } from '../support/people';

/** A unit of a care provider, by the HSA-ids of both. */
export interface Unit {
  readonly careProviderId: string;
  readonly careUnitId: string;
}

export const CARE_PROVIDERS = 50;
export const UNITS_PER_PROVIDER = 20;
export const EMPLOYEES_PER_UNIT = 8;

/** Journal systems that call the ledger; one of them writes its ids in capitals. */
export const systems: readonly string[] = Array.from({ length: 12 }, (_, n) => `SE165565594230-90${10 + n}`);
export const capitalSystem = systems[3]!;

/** So that neighbours in number are not born on one day; with no common divisor, every number is another person. */
const STRIDE = 48_271;
const PERSONS = 36_000_000;

export const patientNumber = (n: number): PersonIdentity => person((n * STRIDE) % PERSONS);

export const unitNumber = (provider: number, unit: number): Unit => ({
  careProviderId: `SE165565594230-P${provider}`,
  careUnitId: `SE165565594230-P${provider}U${unit}`,
});

export const employeeOf = ({ careUnitId }: Unit, n: number): string => `${careUnitId}E${n}`;
