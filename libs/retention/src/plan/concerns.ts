import type { Access, Decision } from '#audit';
import {
  consentStream,
  decodeOrReport,
  isUnreadable,
  sameHsaId,
  samePerson,
  type PersonIdentity,
} from '#consent';
import type { EventStore } from '#event-store';
import type { HeldSubject } from '../holds/hold';

/**
 * How a record concerns what a hold keeps: it names it; it names nobody and showed something, so nobody can say that it does not
 * (`may`); or it is about others.
 */
export type Concern = 'names' | 'may' | 'no';

/** What a record is about, as far as it says. */
export interface About {
  readonly patient?: PersonIdentity;
  readonly careProviderId?: string;
  /** Whether it showed something, of whomever. */
  readonly hasShown: boolean;
}

/** A check names its patient and its care provider. */
export const aboutCheck = ({ patient, careProviderId }: Decision): About => ({
  patient,
  careProviderId,
  hasShown: true,
});

/** A look often names a consent alone: then it is about the patient and the care provider of that. */
export async function aboutLook(access: Access, consents: Consents): Promise<About> {
  const { patient, careProviderId, isGranted, shown } = access;
  return {
    ...(await consentOf(access, consents)),
    ...given({ patient, careProviderId }),
    hasShown: isGranted && shown !== 0,
  };
}

/** Of the consent that a look names, as far as it says no more itself. */
async function consentOf(
  { patient, careProviderId, assertionId }: Access,
  consents: Consents,
): Promise<Consent | undefined> {
  if (assertionId === undefined || (patient && careProviderId !== undefined)) return undefined;
  return consents.get(assertionId);
}

const given = ({ patient, careProviderId }: Consent): Consent => ({
  ...(patient && { patient }),
  ...(careProviderId !== undefined && { careProviderId }),
});

/** Whether the records of a day may concern the subject at all. */
export const isOfDays = (subject: HeldSubject, day: string): boolean =>
  subject.kind !== 'case' || ((subject.from ?? '') <= day && day <= (subject.to ?? day));

export function concernOf(subject: HeldSubject, about: About): Concern {
  const isNamed = names(subject, about);
  if (isNamed === undefined) return about.hasShown ? 'may' : 'no';
  return isNamed ? 'names' : 'no';
}

/** `undefined` where the record does not say. */
function names(subject: HeldSubject, { patient, careProviderId }: About): boolean | undefined {
  if (subject.kind === 'case') return true;
  if (subject.kind === 'patient') return patient && samePerson(subject.patient, patient);
  return careProviderId === undefined ? undefined : sameHsaId(subject.careProviderId, careProviderId);
}

type Consent = Pick<About, 'patient' | 'careProviderId'>;

/** So many consents are remembered: those that looks are about on one day. */
const REMEMBERED = 10_000;

/** Whose consents are, and at which care provider. */
export class Consents {
  private readonly known = new Map<string, Consent | undefined>();

  constructor(private readonly store: Pick<EventStore, 'readStream'>) {}

  /** `undefined` for a consent that is not there, or cannot be read. @throws StoreUnavailable */
  async get(assertionId: string): Promise<Consent | undefined> {
    const stream = consentStream(assertionId);
    if (!this.known.has(stream)) {
      if (this.known.size >= REMEMBERED) this.known.clear();
      this.known.set(stream, await this.read(stream));
    }
    return this.known.get(stream);
  }

  private async read(stream: string): Promise<Consent | undefined> {
    const [first] = await this.store.readStream(stream, { limit: 1 });
    const read = first ? decodeOrReport(first) : null;
    if (!read || isUnreadable(read) || read.event.type !== 'ConsentRegistered') return undefined;
    const { patient, careProviderId } = read.event;
    return { patient, careProviderId };
  }
}
