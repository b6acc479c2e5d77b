import { formatLocalTime, hsaKey, parseLocalTime, type Instant } from '#consent';
import type { EventStore } from '#event-store';
import { searchDecisions, type Decision } from '../decisions';

/** How many days are looked back at, today among them. */
export const OVERSEEN_DAYS = 30;

/** So many patients that one employee asks about in a day are unusual. */
export const MANY_PATIENTS = 30;

/** Emergencies of a unit are unusual when there are so many, and they are more than one in ten of the answers that gave access. */
export const FEW_EMERGENCIES = 5;
const ONE_IN = 10;

/** How checks were answered on a day. */
export interface DayOfDecisions {
  /** The day in Sweden, such as `2026-03-02`. */
  readonly day: string;
  /** Access was given, by a consent. */
  readonly granted: number;
  /** Access was given in an emergency. */
  readonly emergencies: number;
  /** Access was denied, to calls that were not allowed too. */
  readonly denied: number;
}

/** An employee who asked about many patients on one day. */
export interface ManyPatients {
  readonly employeeId: string;
  readonly day: string;
  readonly patients: number;
}

/** How many answers gave a unit access, and how many of them in an emergency. */
export interface UnitEmergencies {
  readonly careUnitId: string;
  readonly emergencies: number;
  readonly granted: number;
  readonly isUnusual: boolean;
}

/** What a care provider's checks of the last days were like. */
export interface Oversight {
  /** Every day, the earliest first. */
  readonly days: readonly DayOfDecisions[];
  /** The most patients first. */
  readonly manyPatients: readonly ManyPatients[];
  /** Units with emergencies, the most first. */
  readonly units: readonly UnitEmergencies[];
  /** Whether every check was counted. Otherwise the latest were, and earlier days lack some or all. */
  readonly isWhole: boolean;
}

interface OversightRequest {
  readonly careProviderId: string;
  readonly now: Instant;
  /** How many checks are counted, at most: all the latest. */
  readonly counted: number;
}

/** Looks over the checks of a care provider in the last 30 days. @throws StoreUnavailable */
export async function oversightOf(
  auditStore: Pick<EventStore, 'readStream'>,
  { careProviderId, now, counted }: OversightRequest,
): Promise<Oversight> {
  const days = daysUntil(now);
  const tally = new Tally(days);
  const from = parseLocalTime(`${days[0]}T00:00:00`)!;
  let left = counted;
  for await (const { decision } of searchDecisions(auditStore, { from, before: now + 1, careProviderId })) {
    if (left === 0) return tally.oversight(false);
    left -= 1;
    tally.add(decision);
  }
  return tally.oversight(true);
}

const dayOf = (instant: Instant): string => formatLocalTime(instant).slice(0, 10);

const DAY_MS = 86_400_000;

/** The last days of the Swedish calendar. Noon of a day is in that day, whatever the clocks have been changed by. */
function daysUntil(now: Instant): string[] {
  const noon = Date.parse(`${dayOf(now)}T12:00:00Z`);
  return Array.from({ length: OVERSEEN_DAYS }, (_, index) =>
    dayOf(noon - (OVERSEEN_DAYS - 1 - index) * DAY_MS),
  );
}

type Counts = { -readonly [Name in 'granted' | 'emergencies' | 'denied']: number };

/** Ids are counted without case, and shown as they were met first. */
interface PatientsOfEmployee {
  readonly employeeId: string;
  readonly day: string;
  readonly patients: Set<string>;
}

class Tally {
  private readonly days: ReadonlyMap<string, Counts>;
  private readonly employees = new Map<string, PatientsOfEmployee>();
  private readonly units = new Map<string, { careUnitId: string; emergencies: number; granted: number }>();

  constructor(days: readonly string[]) {
    this.days = new Map(days.map((day) => [day, { granted: 0, emergencies: 0, denied: 0 }]));
  }

  add(decision: Decision): void {
    const day = dayOf(decision.decidedAt);
    const counts = this.days.get(day);
    if (counts) counts[answerOf(decision)] += 1;
    this.addPatient(decision, day);
    if (decision.hasConsent) this.addToUnit(decision);
  }

  oversight(isWhole: boolean): Oversight {
    return {
      days: [...this.days].map(([day, counts]) => ({ day, ...counts })),
      manyPatients: [...this.employees.values()]
        .map(({ patients, ...employee }) => ({ ...employee, patients: patients.size }))
        .filter(({ patients }) => patients >= MANY_PATIENTS)
        .sort((one, other) => other.patients - one.patients),
      units: [...this.units.values()]
        .filter(({ emergencies }) => emergencies > 0)
        .map((unit) => ({ ...unit, isUnusual: isUnusual(unit) }))
        .sort((one, other) => other.emergencies - one.emergencies),
      isWhole,
    };
  }

  private addPatient({ employeeId, patient }: Decision, day: string): void {
    const key = `${day} ${hsaKey(employeeId)}`;
    const known = this.employees.get(key) ?? { employeeId, day, patients: new Set() };
    this.employees.set(key, known);
    known.patients.add(`${patient.root} ${patient.extension}`);
  }

  private addToUnit(decision: Decision): void {
    const { careUnitId } = decision;
    const key = hsaKey(careUnitId);
    const unit = this.units.get(key) ?? { careUnitId, emergencies: 0, granted: 0 };
    this.units.set(key, unit);
    unit.granted += 1;
    if (answerOf(decision) === 'emergencies') unit.emergencies += 1;
  }
}

function answerOf({ hasConsent, assertionType }: Decision): keyof Counts {
  if (!hasConsent) return 'denied';
  return assertionType === 'Emergency' ? 'emergencies' : 'granted';
}

const isUnusual = ({ emergencies, granted }: Pick<UnitEmergencies, 'emergencies' | 'granted'>): boolean =>
  emergencies >= FEW_EMERGENCIES && emergencies * ONE_IN > granted;
