import { decodeOrReport, hsaKey, isUnreadable, type ConsentEvent, type PersonIdentity } from '#consent';
import type { EventStore } from '#event-store';
import type { HeldSubject, Hold } from '../holds/hold';

/**
 * The patients whose records may concern what is held although they do not name it. An explained answer about a patient speaks of
 * consents at every care provider; and a consent names the person who represents the patient.
 */
export class RelatedPatients {
  private readonly byHeld = new Map<string, Set<string>>();
  private isWhole = true;

  /** Reads every consent there is, unless no hold is on a patient or a care provider. @throws StoreUnavailable, DamagedEvent */
  static async from(store: Pick<EventStore, 'readAll'>, holds: readonly Hold[]): Promise<RelatedPatients> {
    const related = new RelatedPatients();
    for (const { placed } of holds)
      if (placed.subject.kind !== 'case') related.byHeld.set(keyOf(placed.subject), new Set());
    if (related.byHeld.size > 0)
      for await (const stored of store.readAll()) related.add(decodeOrReport(stored));
    return related;
  }

  private add(read: ReturnType<typeof decodeOrReport>): void {
    if (!read) return;
    if (isUnreadable(read)) this.isWhole = false;
    else
      for (const held of namedIn(read.event))
        this.byHeld.get(keyOf(held))?.add(personKey(read.event.patient));
  }

  /** Whether a patient is related to what a hold is on. Where a consent cannot be read, everybody may be. */
  of({ placed: { subject } }: Hold): (patient: PersonIdentity) => boolean {
    const patients = this.byHeld.get(keyOf(subject));
    return (patient) => !this.isWhole || (patients?.has(personKey(patient)) ?? false);
  }
}

/** Whom a consent concerns besides its patient. */
function namedIn(event: ConsentEvent): readonly HeldSubject[] {
  const representative = 'representedBy' in event ? event.representedBy : undefined;
  return [
    { kind: 'care-provider', careProviderId: event.careProviderId },
    ...(representative ? [{ kind: 'patient', patient: representative } as const] : []),
  ];
}

const personKey = ({ root, extension }: PersonIdentity): string => JSON.stringify([root, extension]);

function keyOf(subject: HeldSubject): string {
  if (subject.kind === 'patient') return personKey(subject.patient);
  return subject.kind === 'case' ? 'case' : hsaKey(subject.careProviderId);
}
