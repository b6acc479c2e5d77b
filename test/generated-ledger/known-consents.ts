import type { ConsentState } from '#consent';
import type { Position } from '#event-store';
import type { SeededRandom } from './seeded-random';

/** A consent as its stream has it. */
export interface KnownConsent {
  readonly state: Exclude<ConsentState, { status: 'none' }>;
  /** Of its last event. */
  readonly revision: number;
  readonly position: Position;
}

const MOST = 20_000;

/** Consents that something may still be asked about: so many at a time, whatever the length of the history. */
export class KnownConsents {
  private readonly consents: KnownConsent[] = [];

  constructor(private readonly random: SeededRandom) {}

  add(consent: KnownConsent): void {
    if (this.consents.length < MOST) this.consents.push(consent);
    else this.consents[this.random.below(MOST)] = consent;
  }

  /** Takes one out, to be added again as it then is; `undefined` when there is none. */
  take(): KnownConsent | undefined {
    if (this.consents.length === 0) return undefined;
    const index = this.random.below(this.consents.length);
    const taken = this.consents[index]!;
    const last = this.consents.pop()!;
    if (index < this.consents.length) this.consents[index] = last;
    return taken;
  }
}
