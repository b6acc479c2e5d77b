import { getConsentsForPatientExample } from '#contracts';
import { consentsForPatient } from '#read-models';
import { declared } from '../../contract/declared-contract';
import { patientContract } from '../../contract/patient-contract';
import { pdlAssertion } from '../../contract/wire';

/** A patient's consents with one care provider, valid now or later: their basic data. */
export const getConsentsForPatient = declared('GetConsentsForPatient', {
  contract: patientContract('GetConsentsForPatient', {
    careProviderOf: ({ careProviderId }) => careProviderId,
    find: (rows, { patientId: patient, careProviderId }, { now }) =>
      consentsForPatient(rows, { patient, careProviderId }, now),
    respond: (result, consents) => ({
      getConsentsResult: { result, pdlAssertions: consents.map(pdlAssertion) },
    }),
  }),
  json: {
    summary: "A patient's consents with one care provider",
    examples: { 'One care provider': getConsentsForPatientExample },
  },
  soap: { major: 2, about: 'Hämtar en patients samtycken hos en vårdgivare, i grundformat.' },
});
