import {
  all,
  answers,
  remove,
  set,
  undefinedWays,
  getAllExtendedConsentsForPatientRows,
} from '#response-codes';
import { casesOf, ownCases } from '../given';
import type { ContractCase, OwnCase } from '../given';

const ours: readonly OwnCase[] = [
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
    all(remove('getCancelledFlag'), remove('patientId.root'), remove('patientId.extension')),
    [
      answers.mandatory('patientId.extension'),
      answers.mandatory('patientId.root'),
      answers.mandatory('getCancelledFlag'),
    ].join('; '),
  ],
];

/** GetAllExtendedConsentsForPatient has no rows in the table of response codes; these follow its neighbours'. */
export const getAllExtendedConsentsForPatientCases: readonly ContractCase[] = [
  ...casesOf(getAllExtendedConsentsForPatientRows),
  ...ownCases('GetAllExtendedConsentsForPatient', ours),
];
