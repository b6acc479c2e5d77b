import { getAllExtendedConsentsForPatientExample } from '#contracts';
import { extendedConsentsForPatient } from '#read-models';
import { declared } from '../../contract/declared-contract';
import { partOfAnswer, partOfLongList } from '../../contract/error-table';
import { patientContract, resultOfList } from '../../contract/patient-contract';
import { extendedConsentsResult } from '../../contract/wire';

/**
 * A patient's consents across all care providers, and who did what to them. A caller bound to some care providers gets their part, and
 * the result says that it is a part, whether or not there is more.
 */
export const getAllExtendedConsentsForPatient = declared('GetAllExtendedConsentsForPatient', {
  contract: patientContract('GetAllExtendedConsentsForPatient', {
    careProviderOf: () => null,
    find: (rows, { patientId: patient, getCancelledFlag: includeCancelled }, { caller, now }) =>
      extendedConsentsForPatient(
        rows,
        { patient, careProviders: caller.careProviders, includeCancelled },
        now,
      ),
    resultFor: ({ careProviders }, isPart) => {
      if (careProviders === 'all') return resultOfList(isPart);
      return isPart ? partOfLongList : partOfAnswer;
    },
    respond: extendedConsentsResult,
  }),
  json: {
    summary: "A patient's consents across all care providers, and who did what to each",
    examples: { 'With those that ended': getAllExtendedConsentsForPatientExample },
  },
  soap: { major: 1, about: 'Hämtar en patients samtycken hos alla vårdgivare, med vem som har gjort vad.' },
});
