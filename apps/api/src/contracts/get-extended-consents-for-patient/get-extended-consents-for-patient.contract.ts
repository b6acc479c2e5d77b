import { getExtendedConsentsForPatientExample } from '#contracts';
import { extendedConsentsForPatient } from '#read-models';
import { declared } from '../../contract/declared-contract';
import { patientContract } from '../../contract/patient-contract';
import { extendedConsentsResult } from '../../contract/wire';

/** A patient's consents with one care provider, and who did what to them. */
export const getExtendedConsentsForPatient = declared('GetExtendedConsentsForPatient', {
  contract: patientContract('GetExtendedConsentsForPatient', {
    careProviderOf: ({ careProviderId }) => careProviderId,
    find: (rows, { patientId: patient, careProviderId, getCancelledFlag: includeCancelled }, { now }) =>
      extendedConsentsForPatient(
        rows,
        { patient, careProviders: new Set([careProviderId]), includeCancelled },
        now,
      ),
    respond: extendedConsentsResult,
  }),
  json: {
    summary: "A patient's consents with one care provider, and who did what to each",
    examples: { 'With those that ended': getExtendedConsentsForPatientExample },
  },
  soap: { major: 2, about: 'Hämtar en patients samtycken hos en vårdgivare, med vem som har gjort vad.' },
});
