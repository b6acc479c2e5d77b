import type { FastifyReply, FastifyRequest } from 'fastify';
import { sameHsaId, samePerson } from '#consent';
import { newSecret, type Affiliation, type Workplace } from '#sign-on';
import { KEPT_FORM } from '../addresses';
import type { OpenPatient, Session, SessionWorkplace } from '../sessions/session';
import { wayCookie, type SignOnParts } from './sign-on-parts';
import type { Arrival } from './under-way';

const CONSENTS = '/consents';
const FIND_PATIENT = '/start';

/** Where a session begins: at the patient who is open, or where one is searched for. */
export const firstPageOf = ({ patient }: Pick<Session, 'patient'>): string =>
  patient ? CONSENTS : FIND_PATIENT;

/** Somebody has been let in: where it is clear where the person works the session begins, else the person picks that first. */
export async function arrive(
  request: FastifyRequest,
  reply: FastifyReply,
  parts: SignOnParts,
  arrival: Arrival,
): Promise<FastifyReply> {
  const workplace = clearWorkplace(arrival);
  if (workplace) return settle(request, reply, parts, { arrival, workplace });
  const choosing = { ...arrival, csrfToken: newSecret(), begunAt: parts.clock() };
  wayCookie('choosing', request, reply).set(await parts.choosing.add(choosing));
  return reply.redirect('/workplace', 303);
}

/**
 * The session begins, or goes on with another patient. The ledger records it before the browser gets an answer.
 * @throws StoreUnavailable @throws PortalError KJF-000162 when the session that was to go on has ended meanwhile
 */
export async function settle(
  request: FastifyRequest,
  reply: FastifyReply,
  parts: SignOnParts,
  { arrival, workplace }: { readonly arrival: Arrival; readonly workplace: Workplace },
): Promise<FastifyReply> {
  await keep(request, parts, arrival, workplace);
  const { hprNumber, name } = arrival.letIn.personnel;
  const begun = {
    ...{ person: arrival.person, hprNumber, signedOnAt: arrival.signedOnAt },
    ...(name !== undefined && { name }),
    hasSeveralWorkplaces: arrival.letIn.workplaces.length > 1,
    ...{ workplace: sessionWorkplace(workplace), patient: openPatient(arrival) },
    ...(arrival.idToken !== undefined && { idToken: arrival.idToken }),
  };
  const session = arrival.workplace
    ? await parts.sessions.renew(request.sessionCookie, (current) => ({ ...current, ...begun }))
    : await parts.sessions.begin(request.sessionCookie, begun);
  const isFormAwaited = parts.keptForms.isAwaited(request, reply);
  return reply.redirect(isFormAwaited ? KEPT_FORM : firstPageOf(session), 303);
}

/** The only one, or the one where the person has been working all the time. */
function clearWorkplace({ letIn: { workplaces }, workplace: before }: Arrival): Workplace | undefined {
  if (workplaces.length === 1) return workplaces[0];
  const unit = before?.unit;
  return unit && workplaces.find(({ affiliation }) => affiliation !== null && isSame(affiliation, unit));
}

const isSame = (
  { careUnitId, employeeId }: Affiliation,
  unit: NonNullable<SessionWorkplace['unit']>,
): boolean => sameHsaId(careUnitId, unit.careUnitId) && sameHsaId(employeeId, unit.employeeId);

async function keep(
  request: FastifyRequest,
  { signOn: { journal }, sessions, clock }: SignOnParts,
  { person, letIn: { ticket }, ticketDigest }: Arrival,
  { organisation }: Workplace,
): Promise<void> {
  const shared = {
    ...{ person, organisationNumber: organisation.number },
    ...{ correlationId: request.id, recordedAt: clock() },
  };
  const before = await sessions.find(request.sessionCookie);
  const isElsewhere = before?.workplace.organisationNumber !== organisation.number;
  if (!before || isElsewhere || !samePerson(before.person, person)) {
    await journal.note({ type: 'SignedOn', ...shared, ...(ticketDigest !== undefined && { ticketDigest }) });
  }
  if (ticket) {
    await journal.note({ type: 'PatientOpened', ...shared, patient: ticket.patient, basis: ticket.basis });
  }
}

const openPatient = ({ letIn: { ticket } }: Arrival): OpenPatient | null =>
  ticket && { identity: ticket.patient, basis: ticket.basis };

function sessionWorkplace({ organisation, affiliation }: Workplace): SessionWorkplace {
  const { number, name, careProviderId } = organisation;
  const organisationOnly = { organisationNumber: number, organisationName: name, careProviderId };
  if (!affiliation) return organisationOnly;
  const { careUnitId, careUnitName, employeeId } = affiliation;
  return { ...organisationOnly, unit: { careUnitId, careUnitName, employeeId } };
}
