import type { PDLAssertionType } from '#contracts';
import type { CheckContent, Question } from '../messages/results';
import { patientKey, sameHsaId } from './identities';

/** A consent that is neither cancelled nor deleted. Times are milliseconds since 1970. */
export interface HeldConsent extends Pick<
  PDLAssertionType,
  'assertionType' | 'careUnitId' | 'employeeId' | 'patientId'
> {
  /** In lower case. */
  readonly id: string;
  readonly startsAt: number;
  /** The last instant at which it is valid; absent: until further notice. */
  readonly lastValidAt?: number;
  /** The latest time at which the service recorded something about it. */
  readonly recordedAt: number;
  /** The position of its registration. */
  readonly registeredAt: number;
}

/** What a change does to what is held: a consent comes, or is as it is now; or one goes. */
export type Effect = { readonly put: HeldConsent } | { readonly gone: string };

/** The instants between which the present lies, by the service's clock. */
export interface Present {
  readonly earliest: number;
  readonly latest: number;
}

/** The consents of a care provider that can give access. */
export class HeldConsents {
  private readonly byId = new Map<string, HeldConsent>();
  private readonly byPatient = new Map<string, Map<string, HeldConsent>>();

  get(id: string): HeldConsent | undefined {
    return this.byId.get(id);
  }

  get size(): number {
    return this.byId.size;
  }

  all(): HeldConsent[] {
    return [...this.byId.values()];
  }

  clear(): void {
    this.byId.clear();
    this.byPatient.clear();
  }

  apply(effect: Effect): void {
    if ('gone' in effect) return this.remove(effect.gone);
    const { put } = effect;
    this.remove(put.id);
    const key = patientKey(put.patientId);
    const ofPatient = this.byPatient.get(key) ?? new Map<string, HeldConsent>();
    this.byPatient.set(key, ofPatient.set(put.id, put));
    this.byId.set(put.id, put);
  }

  /** What the service answers now; `null` where that depends on when exactly now is. */
  check({ accessingActor, patientId }: Question, present: Present): CheckContent | null {
    const ofPatient = [...(this.byPatient.get(patientKey(patientId))?.values() ?? [])];
    const [latest] = ofPatient
      .filter(({ careUnitId }) => sameHsaId(careUnitId, accessingActor.careUnitId))
      .filter(({ employeeId: named }) => named === undefined || sameHsaId(named, accessingActor.employeeId))
      .filter((consent) => isValidSometime(consent, present))
      .sort((one, other) => other.registeredAt - one.registeredAt);
    if (!latest) return { hasConsent: false };
    return isValidThroughout(latest, present)
      ? { hasConsent: true, assertionType: latest.assertionType }
      : null;
  }

  private remove(id: string): void {
    const held = this.byId.get(id);
    if (!held) return;
    this.byId.delete(id);
    const key = patientKey(held.patientId);
    const ofPatient = this.byPatient.get(key);
    ofPatient?.delete(id);
    if (ofPatient?.size === 0) this.byPatient.delete(key);
  }
}

/** A question is never older than the record that it is asked of: the clocks of the service's machines differ a little. */
const askedAt = (instant: number, { recordedAt }: HeldConsent): number => Math.max(instant, recordedAt);

const endOf = ({ lastValidAt = Infinity }: HeldConsent): number => lastValidAt;

const isValidSometime = (consent: HeldConsent, { earliest, latest }: Present): boolean =>
  consent.startsAt <= askedAt(latest, consent) && askedAt(earliest, consent) <= endOf(consent);

const isValidThroughout = (consent: HeldConsent, { earliest, latest }: Present): boolean =>
  consent.startsAt <= askedAt(earliest, consent) && askedAt(latest, consent) <= endOf(consent);
