import type { ConsentEvent, Instant, PersonIdentity, Recorded } from '#consent';
import type { Decision } from '#audit';
import type { Position } from '#event-store';
import { checkConsent, checkProjection, RowsInMemory, type CheckQuestion, type CheckRow } from '#read-models';
import {
  CARE_PROVIDERS,
  employeeOf,
  EMPLOYEES_PER_UNIT,
  patientNumber,
  unitNumber,
  UNITS_PER_PROVIDER,
  type Unit,
} from './population';
import type { Requests } from './requests';
import type { SeededRandom } from './seeded-random';

/** Checks are asked about so many patients at most, so that their rows can be held in memory. */
const MOST_PATIENTS = 20_000;
const MOST_PLACES = 1_000;

type Place = Unit & { readonly patient: PersonIdentity };

/**
 * Checks that health care asks while a history grows, answered by the code that answers live ones, from the rows as they are at
 * that position: answering them again must give the same.
 */
export class GeneratedDecisions {
  private readonly rows = new RowsInMemory<CheckRow>();
  /** Of the newest registrations, the oldest forgotten first. */
  private readonly places: Place[] = [];
  private readonly oneIn: number;
  private registrations = 0;

  constructor(
    private readonly patients: number,
    private readonly random: SeededRandom,
    private readonly requests: Requests,
  ) {
    this.oneIn = Math.ceil(patients / MOST_PATIENTS);
  }

  /** Follows the history. */
  note(recorded: Recorded<ConsentEvent>): void {
    const { event } = recorded;
    if (!this.isFollowed(event.patient)) return;
    this.rows.apply(checkProjection.apply(recorded, this.rows));
    const { patient, careProviderId, careUnitId } = event;
    if (event.type !== 'ConsentRegistered') return;
    this.places[this.registrations++ % MOST_PLACES] = { patient, careProviderId, careUnitId };
  }

  /** Asks and answers one, at the position of the last event noted. */
  decide(now: Instant, position: Position): Decision {
    const question = this.question();
    const { patient, employeeId, careProviderId, careUnitId } = question;
    const id = this.requests.id(now);
    return {
      id,
      decidedAt: now,
      position,
      ...{ patient, employeeId, careProviderId, careUnitId },
      ...checkConsent(this.rows, question, now),
      result: 'OK',
      door: this.random.chance(0.7) ? 'soap' : 'json',
      callerId: this.requests.caller().systemId,
      correlationId: id,
    };
  }

  private question(): CheckQuestion {
    const place = this.place();
    return { ...place, employeeId: employeeOf(place, this.random.below(EMPLOYEES_PER_UNIT)) };
  }

  /** Mostly where there is a consent, or was; else at another unit, or about somebody of whom the ledger has never heard. */
  private place(): Place {
    const known = this.places.length === 0 ? undefined : this.random.pick(this.places);
    if (known && this.random.chance(0.75)) return known;
    const stranger = patientNumber(this.patients + this.random.below(MOST_PATIENTS));
    const unit = unitNumber(this.random.below(CARE_PROVIDERS), this.random.below(UNITS_PER_PROVIDER));
    return { ...unit, patient: known && this.random.chance(0.5) ? known.patient : stranger };
  }

  /** Whether a patient is one of those, by month and day of birth and number: as good as any other choice. */
  private isFollowed({ extension }: PersonIdentity): boolean {
    return Number(extension.slice(4, 11)) % this.oneIn === 0;
  }
}
