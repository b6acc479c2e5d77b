import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ExtendedPDLAssertionType } from '#contracts';
import type { ConsentList } from '../../consent-service';
import type { PageParts } from '../../page-parts';
import { PortalError } from '../../portal-errors/portal-error';
import type { OpenPatient, Session, SessionWorkplace } from '../../sessions/session';
import { frameWords } from '../frame/frame.words';
import type { Viewing } from './consent-view';

/** A page about a patient is nothing without one: who has opened none is sent to do so. */
export async function demandPatient(
  { portalSession }: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  return portalSession.patient ? undefined : reply.redirect('/start', 303);
}

/** What is done is done at a unit, by an employee of it. @throws PortalError KJF-000165 */
export async function demandUnit({ portalSession }: FastifyRequest): Promise<void> {
  if (!portalSession.workplace.unit) throw new PortalError('KJF-000165');
}

/** The open patient's consents at the care provider that the person works for: nobody else's are ever asked for. */
export function consentListOfPatient(
  { consentService }: PageParts,
  { portalSession: { patient, workplace } }: FastifyRequest,
): Promise<ConsentList> {
  return consentService.consentsOf(patient!.identity, workplace.careProviderId);
}

export async function consentsOfPatient(
  parts: PageParts,
  request: FastifyRequest,
): Promise<readonly ExtendedPDLAssertionType[]> {
  return (await consentListOfPatient(parts, request)).consents;
}

/** One of them. @throws PortalError KJF-000154 when the consent is not one of them, or does not exist. */
export async function consentOfPatient(
  parts: PageParts,
  request: FastifyRequest,
): Promise<ExtendedPDLAssertionType> {
  const { assertionId } = request.params as { assertionId: string };
  const consents = await consentsOfPatient(parts, request);
  const found = consents.find((consent) => isSame(consent.pDLAssertion.assertionId, assertionId));
  if (found) return found;
  throw new PortalError('KJF-000154');
}

/** One of them that may still be ended. @throws PortalError KJF-000153 when it is cancelled or deleted. */
export async function openConsentOfPatient(
  parts: PageParts,
  request: FastifyRequest,
): Promise<ExtendedPDLAssertionType> {
  const consent = await consentOfPatient(parts, request);
  if (consent.cancellationInfo || consent.deletionInfo) throw new PortalError('KJF-000153');
  return consent;
}

/** UUIDs are the same in any case. */
const isSame = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

/** Where a person works, on pages that demand a unit. */
export const unitOf = ({ workplace }: Session): NonNullable<SessionWorkplace['unit']> => workplace.unit!;

/** The patient, on pages that demand one. */
export const patientOf = ({ patient }: Session): OpenPatient => patient!;

/** What consents are shown with where no name is needed. */
export const viewingOf = (
  { clock }: Pick<PageParts, 'clock'>,
  { language, portalSession }: FastifyRequest,
): Viewing => ({
  ...{ words: frameWords[language], workplace: portalSession.workplace },
  ...{ now: clock(), names: new Map() },
});

/** The same with the names of everybody and everything that these consents name, and of others. */
export async function namedViewing(
  parts: Pick<PageParts, 'clock' | 'names'>,
  request: FastifyRequest,
  consents: readonly ExtendedPDLAssertionType[],
  others: readonly string[] = [],
): Promise<Viewing> {
  const names = await parts.names.of([...consents.flatMap(idsIn), ...others]);
  return { ...viewingOf(parts, request), names };
}

const idsIn = ({
  pDLAssertion: { careUnitId, employeeId },
  registrationInfo,
  cancellationInfo,
  deletionInfo,
}: ExtendedPDLAssertionType): string[] =>
  [
    ...[careUnitId, employeeId],
    ...[registrationInfo, cancellationInfo, deletionInfo].map((info) => info?.registeredBy.employeeId),
  ].filter((id) => id !== undefined);
