import { all, answers, remove, set, getConsentsForPatientRows } from '#response-codes';
import { casesOf, ownCases } from '../given';
import type { ContractCase, OwnCase } from '../given';

const ours: readonly OwnCase[] = [
  ['careProviderId är ett tal', set('careProviderId', 5), answers.invalid('careProviderId')],
  ['careProviderId är för långt', set('careProviderId', 'x'.repeat(33)), answers.longId('careProviderId')],
  ['patientId är en sträng', set('patientId', '191212121212'), answers.invalid('patientId')],
  ['okänt element', set('patient', {}), answers.unknown('patient')],
  [
    'flera fel, i tabellens ordning',
    all(remove('careProviderId'), remove('patientId.root'), remove('patientId.extension')),
    [
      answers.mandatory('patientId.extension'),
      answers.mandatory('patientId.root'),
      answers.mandatory('careProviderId'),
    ].join('; '),
  ],
];

/** GetConsentsForPatient's rows of the table of response codes, and our own. */
export const getConsentsForPatientCases: readonly ContractCase[] = [
  ...casesOf(getConsentsForPatientRows),
  ...ownCases('GetConsentsForPatient', ours),
];
