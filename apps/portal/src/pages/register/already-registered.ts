import type { FastifyRequest } from 'fastify';
import type { ExtendedPDLAssertionType, RegisterExtendedConsentDto } from '#contracts';
import type { PageParts } from '../../page-parts';
import { consentsOfPatient } from '../views/consents-of-patient';

/** Whether the consent that a form asks for is there already, because the same form was sent before. */
export async function isAlreadyRegistered(
  parts: PageParts,
  request: FastifyRequest,
  registration: RegisterExtendedConsentDto,
): Promise<boolean> {
  const consents = await consentsOfPatient(parts, request);
  return consents.some((consent) => isTheSame(consent, registration));
}

/** The same in everything that a form says. A start that was not stated is the time of the first registration. */
function isTheSame(
  { pDLAssertion, representedBy, registrationInfo }: ExtendedPDLAssertionType,
  asked: RegisterExtendedConsentDto,
) {
  const pairs = [
    [pDLAssertion.assertionId, asked.assertionId],
    [pDLAssertion.assertionType, asked.assertionType],
    [pDLAssertion.careUnitId, asked.careUnitId],
    [pDLAssertion.employeeId, asked.employeeId],
    [pDLAssertion.startDate, asked.startDate ?? pDLAssertion.startDate],
    [pDLAssertion.endDate, asked.endDate],
    [representedBy?.root, asked.representedBy?.root],
    [representedBy?.extension, asked.representedBy?.extension],
    [registrationInfo.reasonText, asked.registrationAction.reasonText],
  ];
  return pairs.every(([one, other]) => one === other);
}
