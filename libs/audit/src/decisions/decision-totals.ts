import { hsaKey } from '#consent';
import type { EventStore } from '#event-store';
import { isMeant, type DecisionFilter } from './decision-filter';
import type { Decision } from './decision';
import { readDecisions } from './read-decisions';

/** How many decisions a search finds in all, and of which kinds. */
export interface DecisionTotals {
  readonly decisions: number;
  /** Access was given; those in emergencies are among them. */
  readonly granted: number;
  readonly emergencies: number;
  readonly denied: number;
  /** The system that asked was not allowed to. */
  readonly refused: number;
  /** How many different employees, and patients, they are about. */
  readonly employees: number;
  readonly patients: number;
  /** Whether everything was looked through. Otherwise there may be more, among what is older. */
  readonly isWhole: boolean;
}

/** Counts what a search finds, the newest first. @param looked how many decisions are looked at, at most. @throws StoreUnavailable */
export async function decisionTotals(
  auditStore: Pick<EventStore, 'readStream'>,
  filter: DecisionFilter,
  looked: number,
): Promise<DecisionTotals> {
  const counting = new Counting();
  let left = looked;
  for await (const { decision } of readDecisions(auditStore, filter)) {
    if (left === 0) return counting.totals(false);
    left -= 1;
    if (isMeant(filter, decision)) counting.add(decision);
  }
  return counting.totals(true);
}

class Counting {
  private readonly counts = { decisions: 0, granted: 0, emergencies: 0, denied: 0, refused: 0 };
  private readonly employees = new Set<string>();
  private readonly patients = new Set<string>();

  add({ result, hasConsent, assertionType, employeeId, patient }: Decision): void {
    this.counts.decisions += 1;
    this.counts[result === 'ACCESSDENIED' ? 'refused' : hasConsent ? 'granted' : 'denied'] += 1;
    if (assertionType === 'Emergency') this.counts.emergencies += 1;
    this.employees.add(hsaKey(employeeId));
    this.patients.add(JSON.stringify([patient.root, patient.extension]));
  }

  totals(isWhole: boolean): DecisionTotals {
    return { ...this.counts, employees: this.employees.size, patients: this.patients.size, isWhole };
  }
}
