import type { Access, Decision } from '#audit';
import {
  consentStream,
  decodeOrReport,
  isUnreadable,
  type ConsentRegistered,
  type PersonIdentity,
} from '#consent';
import type { EventStore } from '#event-store';
import type { About } from './concerns';

/**
 * Looks whose answer is of the care provider that they name, and of no other, also where they name no patient. A contract that is
 * not in this list may have shown anything.
 *
 * No contract may be added that an earlier build has recorded: days that a hold kept then would be in less doubt now, and `verify`
 * would say of the removals of then that they left those days out. Only a contract that is new may be added, with its first release.
 */
const confined: ReadonlySet<string> = new Set([
  'GetConsentsForCareProvider',
  'GetConsentChanges',
  'GetConsentSnapshot',
  'GetWebhooks',
  'Decisions',
  'PortalDecisions',
  'PortalDecisionExport',
  'PortalDecisionPrint',
  'PortalSample',
  'PortalLedgerHealth',
  'ledger provider',
  'ledger decisions',
  'ledger accesses',
]);

/** A check names its patient and its care provider. Whether it was explained, which speaks of other care providers, it does not say. */
export async function aboutCheck(decision: Decision, consents: Consents): Promise<About> {
  return { ...(await aboutAny(decision, consents)), isEmpty: false, isConfined: false };
}

/** A look often names a consent alone: then it is about the patient and the care provider of that. */
export async function aboutLook(access: Access, consents: Consents): Promise<About> {
  return {
    ...(await aboutAny(access, consents)),
    isEmpty: access.isGranted && access.shown === 0,
    isConfined: confined.has(access.contract),
  };
}

async function aboutAny(record: Access | Decision, consents: Consents) {
  const { patient, careProviderId, assertionId } = record;
  const consent = assertionId === undefined ? undefined : await consents.get(assertionId);
  return {
    patients: present([patient, consent?.patient]),
    careProviders: present([careProviderId, consent?.careProviderId]),
    others: present([
      record.careUnitId,
      record.employeeId,
      record.callerId,
      record.originalConsumer,
      record.onBehalfOf,
    ]),
    isUnsure: assertionId !== undefined && !consent,
  };
}

const present = <One>(some: readonly (One | undefined)[]): readonly One[] =>
  some.filter((one): one is One => one !== undefined);

type Consent = Pick<ConsentRegistered, 'careProviderId'> & { readonly patient: PersonIdentity };

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
