import { join } from 'node:path';
import { decode, type PersonIdentity } from '#consent';
import { EmbeddedEventStore } from '#event-store';

/** What there is to ask of a ledger: always the consent, patient and care provider of which there is most to tell. */
export interface LedgerFacts {
  readonly assertionId: string;
  readonly patient: PersonIdentity;
  readonly careProviderId: string;
  /** Where the patient has a consent, by the HSA-ids of the unit and its care provider. */
  readonly place: { readonly careProviderId: string; readonly careUnitId: string };
  /** `YYYY-MM`, somewhere in the middle. */
  readonly month: string;
}

/** The name that occurs most often. */
class Tally {
  private readonly counts = new Map<string, number>();
  most = '';

  add(name: string): void {
    const count = (this.counts.get(name) ?? 0) + 1;
    this.counts.set(name, count);
    if (count > (this.counts.get(this.most) ?? 0)) this.most = name;
  }
}

export async function factsOf(dataDirectory: string): Promise<LedgerFacts> {
  const [consents, patients, careProviders] = [new Tally(), new Tally(), new Tally()];
  const places = new Map<string, LedgerFacts['place']>();
  const store = await EmbeddedEventStore.open(join(dataDirectory, 'log'));
  for await (const stored of store.readAll()) {
    const event = decode(stored)?.event;
    if (!event) continue;
    const { assertionId, patient, careProviderId, careUnitId } = event;
    const person = `${patient.root} ${patient.extension}`;
    consents.add(assertionId);
    patients.add(person);
    careProviders.add(careProviderId);
    places.set(person, { careProviderId, careUnitId });
  }
  await store.close();
  const [root, extension] = patients.most.split(' ') as [string, string];
  return {
    assertionId: consents.most,
    patient: { root, extension },
    careProviderId: careProviders.most,
    place: places.get(patients.most)!,
    month: '2023-06',
  };
}
