import { hsaKey, parseLocalTime, type Instant, type PersonIdentity } from '#consent';
import type { Names } from '../../names/known-names';
import type { PlaygroundWords } from './playground.words';

/** A test person of the Swedish authorities. */
export const PATIENT: PersonIdentity = { root: '1.2.752.129.2.1.3.1', extension: '191212121212' };
export const CARE_PROVIDER = 'SE165565594230-1000';
export const SYSTEM = 'SE165565594230-9001';

/** Units and employees, by what the form calls them. */
export const units = { heart: 'SE165565594230-1001', ward: 'SE165565594230-1002' } as const;
export const employees = { doctor: 'SE165565594230-100D', nurse: 'SE165565594230-100N' } as const;

export type Unit = keyof typeof units;
export type Employee = keyof typeof employees;

export const namesIn = (words: PlaygroundWords): Names =>
  new Map([
    [hsaKey(units.heart), words.unit_heart],
    [hsaKey(units.ward), words.unit_ward],
    [hsaKey(employees.doctor), words.who_doctor],
    [hsaKey(employees.nurse), words.who_nurse],
  ]);

/** Time passes in whole days here; each has one moment, its noon. */
export const LAST_DAY = 30;

const DAY_MS = 86_400_000;
const FIRST_NOON = parseLocalTime('2026-03-02T12:00:00')!;

export const noonOf = (day: number): Instant => FIRST_NOON + day * DAY_MS;

/** Consents go by letters. */
export const letters = ['A', 'B', 'C', 'D'] as const;
export type Letter = (typeof letters)[number];

const ID_BEGINS = '00000000-0000-4000-8000-00000000000';

export const idOf = (letter: Letter): string => ID_BEGINS + letter.toLowerCase();
export const letterOf = (assertionId: string): string => assertionId.slice(ID_BEGINS.length).toUpperCase();
