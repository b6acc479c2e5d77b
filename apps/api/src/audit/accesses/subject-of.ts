import type { AccessSubject } from '#audit';
import { isUuid, type PersonIdentity } from '#consent';
import { given } from '#contracts';

type Text = string | null;

/** The elements that say whom a message is about, in whichever contract they are. An element that is null is one that is absent. */
interface Named {
  readonly patientId?: PersonIdentity | null;
  readonly careProviderId?: Text;
  readonly careUnitId?: Text;
  readonly employeeId?: Text;
  readonly assertionId?: Text;
  readonly accessingActor?: { careProviderId: string; careUnitId: string; employeeId: string };
  readonly registrationAction?: Action;
  readonly cancellationAction?: Action;
  readonly deletionAction?: Action;
}

interface Action {
  readonly registeredBy: { readonly employeeId: string };
}

/** What a good request names. What is no id of a consent may be anything, and is not kept. */
export function subjectOf(request: object): AccessSubject {
  const named = request as Named;
  const place = named.accessingActor ?? named;
  const assertionId = given(named.assertionId);
  return {
    patient: identityOf(named.patientId),
    careProviderId: given(place.careProviderId),
    careUnitId: given(place.careUnitId),
    employeeId: actorOf(named) ?? given(place.employeeId),
    assertionId: assertionId !== undefined && isUuid(assertionId) ? assertionId : undefined,
  };
}

/** Who entered a change. */
const actorOf = ({ registrationAction, cancellationAction, deletionAction }: Named): string | undefined =>
  (registrationAction ?? cancellationAction ?? deletionAction)?.registeredBy.employeeId;

const identityOf = (patient: PersonIdentity | null | undefined): PersonIdentity | undefined =>
  patient ? { root: patient.root, extension: patient.extension } : undefined;
