import { randomUUID } from 'node:crypto';
import { person, type Person } from '../support/people';
import { CONSENTS, EMPLOYEES, PATIENTS, UNITS, type History } from './history';

/** What stands behind a history's small numbers in one run of it. No two worlds share anything. */
export interface World {
  readonly consents: readonly string[];
  readonly patients: readonly Person[];
  readonly units: readonly Unit[];
  readonly providers: readonly [string, string];
  readonly employees: readonly string[];
  /** The first moment, in milliseconds since 1970. */
  readonly begins: number;
}

export interface Unit {
  readonly careProviderId: string;
  readonly careUnitId: string;
}

const begins: Record<History['season'], number> = {
  winter: Date.UTC(2026, 2, 2, 8),
  summer: Date.UTC(2026, 6, 2, 8),
};

const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i));

let made = 0;

export function newWorld({ season }: History): World {
  const number = made++;
  const providers = [`SE165565594230-H${number}A`, `SE165565594230-H${number}B`] as const;
  return {
    consents: times(CONSENTS, () => randomUUID()),
    patients: times(PATIENTS, (index) => person(2_000_000 + number * PATIENTS + index)),
    units: times(UNITS, (index) => ({
      careProviderId: index < 2 ? providers[0] : providers[1],
      careUnitId: `SE165565594230-H${number}U${index}`,
    })),
    providers,
    employees: times(EMPLOYEES, (index) => `SE165565594230-E${index}`),
    begins: begins[season],
  };
}

const clock = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Stockholm',
  dateStyle: 'short',
  timeStyle: 'medium',
});

/** An instant as the contracts write it: Swedish time in whole seconds. */
export const onTheWire = (instant: number): string => clock.format(instant).replace(' ', 'T');
