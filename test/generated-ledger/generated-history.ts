import {
  decide,
  evolve,
  initialState,
  type ConsentCommand,
  type ConsentState,
  type Decision,
  type Instant,
  type Recorded,
  type ConsentEvent,
} from '#consent';
import type { Position } from '#event-store';
import { Commands, type Occasion } from './commands';
import { KnownConsents, type KnownConsent } from './known-consents';
import { CARE_PROVIDERS, patientNumber, unitNumber, UNITS_PER_PROVIDER, type Unit } from './population';
import { Requests, type Request } from './requests';
import type { SeededRandom } from './seeded-random';
import { storedRequest, type Append } from './stored-request';

/** Five years, the last day of which is past whenever this is run. */
const BEGINS = Date.UTC(2021, 0, 4, 6);
const ENDS = Date.UTC(2026, 0, 2, 18);

/** In milliseconds: the clocks of several services differ a little, so later events may be recorded earlier. */
const CLOCK_SKEW = 150;

const EVENTS_PER_PATIENT = 5;

/** What one request leaves in the log. */
export interface Step {
  readonly now: Instant;
  readonly appends: readonly Append[];
  readonly recorded: readonly Recorded<ConsentEvent>[];
  /** The last position of the log after it. */
  readonly position: Position;
}

/**
 * What a log that gives every whole number from 0 as a position holds after years of use, request by request: every consent event
 * is what the rules decided on the consent's history, and refusals leave what the service keeps of them. The same for the same
 * seed, in memory that does not grow.
 */
export class GeneratedHistory {
  /** How many people have consents, or might. */
  readonly patients: number;
  private readonly commands: Commands;
  private readonly requests: Requests;
  private readonly known: KnownConsents;
  private next: Position = 0;

  constructor(
    private readonly events: number,
    private readonly random: SeededRandom,
  ) {
    this.patients = Math.ceil(events / EVENTS_PER_PATIENT);
    this.commands = new Commands(random);
    this.requests = new Requests(random);
    this.known = new KnownConsents(random);
  }

  /** Until exactly so many events have been handed out: what would be too much for the end is left out. */
  *steps(): Generator<Step> {
    while (this.next < this.events) {
      const before = this.random.chance(0.3) ? this.known.take() : undefined;
      const now = this.now();
      const request = this.requests.of(this.command({ now, caller: this.requests.caller() }, before));
      const decision = decide(request.command, before?.state ?? initialState);
      const appends = storedRequest(request, decision, before, this.next);
      const written = appends.reduce((sum, { events }) => sum + events.length, 0);
      if (written === 0 || this.next + written > this.events) continue;
      const recorded = recordedOf(request, decision, this.next);
      this.remember(before, recorded);
      this.next += written;
      yield { now, appends, recorded, position: this.next - 1 };
    }
  }

  private now(): Instant {
    const part = (this.next + this.random.next()) / this.events;
    return BEGINS + Math.floor(part * (ENDS - BEGINS)) + this.random.below(CLOCK_SKEW);
  }

  private command(occasion: Occasion, known: KnownConsent | undefined): ConsentCommand {
    const patient = this.random.below(this.patients);
    if (!known) return this.commands.register(occasion, patientNumber(patient), this.unitFor(patient));
    const { assertionId, patient: samePatient, careProviderId, careUnitId } = known.state.registered;
    const unit = { careProviderId, careUnitId };
    const kind = this.random.next();
    if (kind < 0.5) return this.commands.cancel(occasion, assertionId, unit);
    if (kind < 0.8) return this.commands.end(occasion, assertionId, samePatient);
    if (kind < 0.92) return this.commands.delete(occasion, assertionId, unit);
    return { ...this.commands.register(occasion, samePatient, unit), assertionId };
  }

  /** Mostly where one lives; some care providers have many more patients than others. */
  private unitFor(patient: number): Unit {
    const home = Math.floor((((patient * 7919) % 1000) ** 2 / 1000 ** 2) * CARE_PROVIDERS);
    const provider = this.random.chance(0.7) ? home : this.random.skewedBelow(CARE_PROVIDERS);
    return unitNumber(provider, this.random.below(UNITS_PER_PROVIDER));
  }

  /** Most that are closed are never heard of again. */
  private remember(before: KnownConsent | undefined, recorded: readonly Recorded<ConsentEvent>[]): void {
    const after = recorded.reduce(afterEvent, before);
    if (after && (after.state.status === 'registered' || this.random.chance(0.1))) this.known.add(after);
  }
}

function recordedOf(request: Request, decision: Decision, next: Position): Recorded<ConsentEvent>[] {
  if (!decision.accepted) return [];
  const first = request.isRepeatable ? next + 1 : next;
  const { provenance } = request;
  return decision.events.map((event, index) => ({ event, provenance, position: first + index }));
}

function afterEvent(
  before: KnownConsent | undefined,
  { event, position }: Recorded<ConsentEvent>,
): KnownConsent {
  const state: ConsentState = evolve(before?.state ?? initialState, event);
  if (state.status === 'none') throw new Error(`${event.type} left no consent.`);
  return { state, revision: (before?.revision ?? -1) + 1, position };
}
