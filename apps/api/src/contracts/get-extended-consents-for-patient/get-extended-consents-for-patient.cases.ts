import { all, answers, remove, set, undefinedWays, getExtendedConsentsForPatientRows } from '#response-codes';
import { casesOf, ownCases } from '../given';
import type { ContractCase, OwnCase } from '../given';

const ours: readonly OwnCase[] = [
  ['careProviderId är ett tal', set('careProviderId', 5), answers.invalid('careProviderId')],
  ['careProviderId är för långt', set('careProviderId', 'x'.repeat(33)), answers.longId('careProviderId')],
  ...Object.entries(undefinedWays('getCancelledFlag')).map(([way, mutate]): OwnCase => [
    `getCancelledFlag är ${way}`,
    mutate,
    answers.mandatory('getCancelledFlag'),
  ]),
  ['getCancelledFlag är en sträng', set('getCancelledFlag', 'true'), answers.invalid('getCancelledFlag')],
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

/** GetExtendedConsentsForPatient's rows of the table of response codes, and our own. */
export const getExtendedConsentsForPatientCases: readonly ContractCase[] = [
  ...casesOf(getExtendedConsentsForPatientRows),
  ...ownCases('GetExtendedConsentsForPatient', ours),
];
