import type { PersonIdentity } from '#consent';
import type { HeldConsent } from '../held';
import { differenceOf, type Asked } from '../judgement';
import type { ListedConsent, SourceList } from '../source';

/** A patient that the other service is asked about, and why. */
export interface PatientPlan {
  readonly patient: PersonIdentity;
  /** Adopted before and open here, and not listed as they are here. */
  readonly open: readonly (Asked & { readonly held: HeldConsent })[];
  /** Listed, and not open here as adopted. */
  readonly listed: readonly (Asked & { readonly listed: ListedConsent; readonly held?: HeldConsent })[];
}

interface Growing {
  readonly patient: PersonIdentity;
  readonly open: (Asked & { readonly held: HeldConsent })[];
  readonly listed: (Asked & { readonly listed: ListedConsent; readonly held?: HeldConsent })[];
}

/** What is to be asked, patient by patient: those with consents that may have to end come first. */
export function planOf(
  list: SourceList,
  held: ReadonlyMap<string, HeldConsent>,
  careProviderId: string,
): { readonly patients: readonly PatientPlan[]; readonly confirmed: number } {
  const patients = new Map<string, Growing>();
  const of = (patient: PersonIdentity): Growing => {
    const key = JSON.stringify([patient.root, patient.extension]);
    const growing = patients.get(key) ?? { patient, open: [], listed: [] };
    patients.set(key, growing);
    return growing;
  };
  let confirmed = 0;
  for (const [id, consent] of openHere(held)) {
    const { patient, assertionId } = consent.registered;
    const listed = list.consents.get(id);
    if (listed && differenceOf(consent, listed.basics) === 'none') confirmed += 1;
    else of(patient).open.push({ assertionId, patient, careProviderId, held: consent });
  }
  for (const [id, listed] of list.consents) {
    const here = held.get(id);
    if (here && isOpenHere(here)) continue;
    const { assertionId, patient } = listed;
    of(patient).listed.push({ assertionId, patient, careProviderId, listed, ...(here && { held: here }) });
  }
  const ordered = [...patients.values()].sort((one, other) => other.open.length - one.open.length);
  return { patients: ordered, confirmed };
}

const isOpenHere = ({ isAdopted, isOpen }: HeldConsent): boolean => isAdopted && isOpen;

const openHere = (held: ReadonlyMap<string, HeldConsent>): [string, HeldConsent][] =>
  [...held].filter(([, consent]) => isOpenHere(consent));

/** Consents were adopted and are open here, and the list has not one of them: it may be that of another service. */
export function knowsNone(list: SourceList, held: ReadonlyMap<string, HeldConsent>): number {
  const ids = openHere(held).map(([id]) => id);
  return ids.some((id) => list.consents.has(id) || list.ended.has(id)) ? 0 : ids.length;
}
