import type { ExtendedAssertion } from '#read-models';
import { fhirOnly } from '../../contracts';
import { searchset } from '../../doors/fhir/bundle';
import { hsaIdIn, identityIn } from '../../doors/fhir/identifiers';
import type { Interaction, Question } from '../../doors/fhir/interaction';
import { contractNamed } from '../contract-named';
import { PATIENT } from '../patient-parameter';
import { readConsentDocumentation, searchConsentsDocumentation } from './consent-documentation';
import { consentResource, consentStatuses, statusOf, type ConsentStatus } from './consent-resource';

const [readContract] = fhirOnly;

const ORGANIZATION = ['organization:identifier', 'organization.identifier'] as const;
const STATUS = 'status';

/** One consent, by its id. */
export const readConsent: Interaction = {
  method: 'GET',
  path: '/Consent/:id',
  takes: 'nothing',
  documentation: readConsentDocumentation,
  ask: ({ id }) => ({
    contract: readContract,
    body: { assertionId: id },
    parameterOf: {},
    answer: ({ content }) => consentResource(content as ExtendedAssertion),
  }),
};

/**
 * A patient's consents: with one care provider by GetExtendedConsentsForPatient, with all that the caller may act for by
 * GetAllExtendedConsentsForPatient.
 */
export const searchConsents: Interaction = {
  method: 'POST',
  path: '/Consent/_search',
  takes: 'form',
  documentation: searchConsentsDocumentation,
  ask({ parameters }): Question {
    parameters.demandOnly([...PATIENT, ...ORGANIZATION, STATUS, '_format']);
    const patient = parameters.identifier(...PATIENT);
    const organization = parameters.identifier(...ORGANIZATION);
    const statuses = parameters.codes(STATUS, consentStatuses);
    const question = {
      patientId: patient && identityIn(patient),
      getCancelledFlag: !isOnlyActive(statuses),
    };
    const asked =
      organization === undefined
        ? { contract: contractNamed('GetAllExtendedConsentsForPatient'), body: question }
        : {
            contract: contractNamed('GetExtendedConsentsForPatient'),
            body: { careProviderId: hsaIdIn(organization, ORGANIZATION[0]), ...question },
          };
    return { ...asked, parameterOf, answer: answerWith(statuses) };
  },
};

const parameterOf = { patientId: PATIENT[0], careProviderId: ORGANIZATION[0] };

const isOnlyActive = (statuses: ReadonlySet<ConsentStatus> | undefined): boolean =>
  statuses !== undefined && statuses.size === 1 && statuses.has('active');

const answerWith =
  (statuses: ReadonlySet<ConsentStatus> | undefined): Question['answer'] =>
  ({ result, content }, base) => {
    const consents = (content as readonly ExtendedAssertion[]).filter(
      (consent) => !statuses || statuses.has(statusOf(consent)),
    );
    return searchset({
      address: `${base}/Consent`,
      resources: consents.map(consentResource),
      result,
      ...(result.resultCode === 'OK' && { total: consents.length }),
    });
  };
