import type { PersonIdentity } from '#consent';
import type { Position } from '#event-store';
import { patientHistory, type PatientHistory, type ReadableLedger } from '../as-of';

/** How many events are kept, of all patients together, so that memory does not grow with the number of patients. */
const KEPT_EVENTS = 10_000;

/** Patients' histories for many questions about them: a patient who is asked about again and again is read once. */
export class RememberedHistories {
  private readonly kept = new Map<string, PatientHistory>();
  private events = 0;

  constructor(private readonly ledger: ReadableLedger) {}

  /** A history that reaches to `position` at least. @throws NotCaughtUp @throws StoreUnavailable */
  async of(patient: PersonIdentity, position: Position): Promise<PatientHistory> {
    const key = JSON.stringify([patient.root, patient.extension]);
    const known = this.kept.get(key);
    if (known && known.position >= position) return known;
    const found = await patientHistory(this.ledger, patient, position);
    this.keep(key, found);
    return found;
  }

  /** What was kept first is forgotten first. */
  private keep(key: string, found: PatientHistory): void {
    this.forget(key);
    this.kept.set(key, found);
    this.events += sizeOf(found);
    for (const oldest of this.kept.keys()) {
      if (this.events <= KEPT_EVENTS) return;
      this.forget(oldest);
    }
  }

  private forget(key: string): void {
    const known = this.kept.get(key);
    if (!known) return;
    this.kept.delete(key);
    this.events -= sizeOf(known);
  }
}

/** A patient without events takes room too. */
const sizeOf = ({ history }: PatientHistory): number => history.length + 1;
