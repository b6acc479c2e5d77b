import { actionGiven, actionValid } from './action-rows';
import { answers } from './answers';
import { assertionIdBullets, closingBullets } from './assertion-id-rows';
import { historyCases, ownCases, validationCases } from './contract-case';
import type { ContractCase, Mutation, OwnCase } from './contract-case';
import { all, missingWays, remove, set } from './mutations';

const timeWays = (path: string): Record<string, Mutation> => ({
  ...missingWays(path),
  ogiltig: set(path, '2025-02-30T10:00:00'),
  'inte en sträng': set(path, 20250130),
});

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

/** The rows of a contract that closes a consent, and our own. `action` is the element that says who does it. */
export const closingCases = (contract: string, action: string): readonly ContractCase[] => [
  ...validationCases(contract, [
    ...assertionIdBullets,
    ...actionGiven(action, timeWays),
    ...actionValid(action),
  ]),
  ...historyCases(contract, closingBullets),
  ...ownCases(contract, ours(action)),
];
