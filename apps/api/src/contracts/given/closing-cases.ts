import { all, answers, remove, set, type Rows } from '#response-codes';
import { casesOf, ownCases } from './contract-case';
import type { ContractCase, OwnCase } from './contract-case';

const ours = (action: string): readonly OwnCase[] => [
  ['okänt element', set('orsak', 'fel'), answers.unknown('orsak')],
  ['okänt element i åtgärden', set(`${action}.orsak`, 'fel'), answers.unknown(`${action}.orsak`)],
  [`${action} är en lista`, set(action, []), answers.invalid(action)],
  ['requestedBy är en sträng', set(`${action}.requestedBy`, 'x'), answers.invalid(`${action}.requestedBy`)],
  [
    'reasonText med en personidentitet',
    set(`${action}.reasonText`, 'Mor 191212121212 ringde'),
    answers.personal(`${action}.reasonText`),
  ],
  [
    'flera fel, i tabellens ordning',
    all(
      set(`${action}.reasonText`, 'å'.repeat(1025)),
      set(`${action}.registeredBy.employeeId`, 'fel'),
      remove(`${action}.requestedBy`),
      set(`${action}.registrationDate`, 'i går'),
      remove('assertionId'),
    ),
    [
      'Valideringsfel:  är inte ett giltigt UUID för assertionId',
      `Valideringsfel: ${action}.requestedBy är obligatoriskt.`,
      `Valideringsfel: ${action}.registrationDate är obligatoriskt.`,
      `Valideringsfel: angivet id för ${action}.registeredBy.employeeId har ogiltigt format`,
      `Valideringsfel: värdet för parameter ${action}.reasonText får inte överstiga 1024 tecken`,
    ].join('; '),
  ],
];

/** The rows of a contract that closes a consent, and our own cases. `action` is the element that says who does it. */
export const closingCases = (rows: Rows, action: string): readonly ContractCase[] => [
  ...casesOf(rows),
  ...ownCases(rows.contract, ours(action)),
];
