import type { ContractCase, Mutation, OwnCase } from '../given';
import {
  actionGiven,
  actionValid,
  all,
  answers,
  assertionIdBullets,
  closingBullets,
  historyCases,
  missingWays,
  ownCases,
  remove,
  set,
  validationCases,
} from '../given';

const timeWays = (path: string): Record<string, Mutation> => ({
  ...missingWays(path),
  ogiltig: set(path, '2025-02-30T10:00:00'),
  'inte en sträng': set(path, 20250130),
});

const ours: readonly OwnCase[] = [
  ['okänt element', set('orsak', 'fel'), answers.unknown('orsak')],
  ['okänt element i åtgärden', set('deletionAction.orsak', 'fel'), answers.unknown('deletionAction.orsak')],
  ['deletionAction är en lista', set('deletionAction', []), answers.invalid('deletionAction')],
  [
    'requestedBy är en sträng',
    set('deletionAction.requestedBy', 'x'),
    answers.invalid('deletionAction.requestedBy'),
  ],
  [
    'reasonText med en personidentitet',
    set('deletionAction.reasonText', 'Mor 191212121212 ringde'),
    answers.personal('deletionAction.reasonText'),
  ],
  [
    'flera fel, i tabellens ordning',
    all(
      set('deletionAction.reasonText', 'å'.repeat(1025)),
      set('deletionAction.registeredBy.employeeId', 'fel'),
      remove('deletionAction.requestedBy'),
      set('deletionAction.registrationDate', 'i går'),
      remove('assertionId'),
    ),
    [
      'Valideringsfel:  är inte ett giltigt UUID för assertionId',
      'Valideringsfel: deletionAction.requestedBy är obligatoriskt.',
      'Valideringsfel: deletionAction.registrationDate är obligatoriskt.',
      'Valideringsfel: angivet id för deletionAction.registeredBy.employeeId har ogiltigt format',
      'Valideringsfel: värdet för parameter deletionAction.reasonText får inte överstiga 1024 tecken',
    ].join('; '),
  ],
];

/** DeleteExtendedConsent's rows of the table of response codes, and our own. */
export const deleteExtendedConsentCases: readonly ContractCase[] = [
  ...validationCases('DeleteExtendedConsent', [
    ...assertionIdBullets,
    ...actionGiven('deletionAction', timeWays),
    ...actionValid('deletionAction'),
  ]),
  ...historyCases('DeleteExtendedConsent', closingBullets),
  ...ownCases('DeleteExtendedConsent', ours),
];
