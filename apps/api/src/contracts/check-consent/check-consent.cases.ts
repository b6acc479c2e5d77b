import { all, answers, remove, set, checkConsentRows } from '#response-codes';
import { casesOf, ownCases } from '../given';
import type { ContractCase, OwnCase } from '../given';

const ours: readonly OwnCase[] = [
  [
    'employeeId är ett tal',
    set('accessingActor.employeeId', 5),
    answers.invalid('accessingActor.employeeId'),
  ],
  ['accessingActor är en sträng', set('accessingActor', 'x'), answers.invalid('accessingActor')],
  ['patientId är en lista', set('patientId', []), answers.invalid('patientId')],
  [
    'okänt element i accessingActor',
    set('accessingActor.hsaId', 'x'),
    answers.unknown('accessingActor.hsaId'),
  ],
  [
    'flera fel, i tabellens ordning: längd före personidentitet',
    all(
      set('patientId.root', '1.2.3.4'),
      set('accessingActor.careUnitId', 'x'.repeat(33)),
      remove('accessingActor.employeeId'),
    ),
    [
      answers.mandatory('accessingActor.employeeId'),
      answers.longId('accessingActor.careUnitId'),
      'Valideringsfel: Angiven typ för personidentitet 1.2.3.4 finns ej i systemet',
    ].join('; '),
  ],
  [
    'accessingActor saknas, före allt annat',
    all(remove('accessingActor'), set('patientId', 'x')),
    [
      'Valideringsfel: Alla uppgifter måste vara angivna för accessingActor',
      answers.invalid('patientId'),
    ].join('; '),
  ],
  [
    'allt saknas',
    all(remove('accessingActor'), remove('patientId')),
    [
      'Valideringsfel: Alla uppgifter måste vara angivna för accessingActor',
      answers.mandatory('patientId'),
    ].join('; '),
  ],
  [
    'patientId före accessingActor bland det som saknas',
    all(remove('accessingActor.employeeId'), remove('patientId')),
    [answers.mandatory('patientId'), answers.mandatory('accessingActor.employeeId')].join('; '),
  ],
];

/** CheckConsent's rows of the table of response codes, and our own. */
export const checkConsentCases: readonly ContractCase[] = [
  ...casesOf(checkConsentRows),
  ...ownCases('CheckConsent', ours),
];
