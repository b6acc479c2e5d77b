import { all, answers, remove, set, endConsentByPatientRows } from '#response-codes';
import { casesOf, ownCases } from '../given';
import type { ContractCase, OwnCase } from '../given';

const notTime = (value: string): string =>
  `Valideringsfel: ${value} är inte ett giltigt datum för endDateTime`;

const ours: readonly OwnCase[] = [
  ['endDateTime är ingen tid', set('endDateTime', '2098-06-31T00:00:00'), notTime('2098-06-31T00:00:00')],
  [
    'endDateTime är för tidig',
    set('endDateTime', '1899-12-31T23:59:59'),
    `${notTime('1899-12-31T23:59:59')} (tillåtna år är 1900–9999)`,
  ],
  ['endDateTime är tom', set('endDateTime', ''), notTime('')],
  ['representedById är en sträng', set('representedById', 'x'), answers.invalid('representedById')],
  ['okänt element', set('endDate', '2098-06-30T00:00:00'), answers.unknown('endDate')],
  [
    'flera fel, i tabellens ordning',
    all(set('endDateTime', 'nu'), set('representedById', {}), remove('patientId')),
    [
      answers.mandatory('patientId'),
      answers.mandatory('representedById.root'),
      answers.mandatory('representedById.extension'),
      notTime('nu'),
    ].join('; '),
  ],
];

/** EndConsentByPatient has no rows in the table of response codes; these follow its neighbours'. */
export const endConsentByPatientCases: readonly ContractCase[] = [
  ...casesOf(endConsentByPatientRows),
  ...ownCases('EndConsentByPatient', ours),
];
