import type { PersonIdentity } from '#consent';
import { calledContract, isBody, type Body } from '#contract-doors';
import { itemsIn } from './frame';
import type { OtherService } from './other-service';
import { SourceRefused } from './source-failure';

/** A patient's consents at a care provider, as the service answers them whole. */
export interface PatientConsents {
  /** By id in lower case; several where the service states one consent in different ways. */
  readonly items: ReadonlyMap<string, readonly Body[]>;
  /** What the service left out, in its words; `null`: nothing. */
  readonly leftOut: string | null;
}

export interface PatientQuestion {
  readonly careProviderId: string;
  readonly patient: PersonIdentity;
  /** Whether those are asked for too that are not valid any more. */
  readonly ended: boolean;
}

const contract = calledContract('GetExtendedConsentsForPatient', 2);

/** What the service refuses to say of one patient is left out, like what it does not say. @throws SourceFailure */
export async function readPatient(
  service: OtherService,
  { careProviderId, patient, ended }: PatientQuestion,
): Promise<PatientConsents> {
  const body = { careProviderId, patientId: { ...patient }, getCancelledFlag: ended };
  const frame = await service.ask(contract, body).catch(refusalOf);
  if ('refusal' in frame) return { items: new Map(), leftOut: frame.refusal };
  const items = new Map<string, Body[]>();
  for (const item of itemsIn(contract, frame, 'pdlAssertions')) note(item, items);
  return { items, leftOut: frame.leftOut };
}

function refusalOf(error: unknown): { readonly refusal: string } {
  if (error instanceof SourceRefused) return { refusal: error.why };
  throw error;
}

/** The same consent stated again in the same words says nothing more. */
function note(item: unknown, items: Map<string, Body[]>): void {
  const assertion = isBody(item) ? item['pDLAssertion'] : undefined;
  const id = isBody(assertion) ? assertion['assertionId'] : undefined;
  if (!isBody(item) || typeof id !== 'string') return;
  const before = items.get(id.toLowerCase()) ?? [];
  const isKnown = before.some((one) => JSON.stringify(one) === JSON.stringify(item));
  if (!isKnown) items.set(id.toLowerCase(), [...before, item]);
}
