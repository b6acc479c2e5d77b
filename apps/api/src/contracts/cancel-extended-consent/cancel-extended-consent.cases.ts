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
  [
    'okänt element i åtgärden',
    set('cancellationAction.orsak', 'fel'),
    answers.unknown('cancellationAction.orsak'),
  ],
  ['cancellationAction är en lista', set('cancellationAction', []), answers.invalid('cancellationAction')],
  [
    'requestedBy är en sträng',
    set('cancellationAction.requestedBy', 'x'),
    answers.invalid('cancellationAction.requestedBy'),
  ],
  [
    'reasonText med en personidentitet',
    set('cancellationAction.reasonText', 'Mor 191212121212 ringde'),
    answers.personal('cancellationAction.reasonText'),
  ],
  [
    'flera fel, i tabellens ordning',
    all(
      set('cancellationAction.reasonText', 'å'.repeat(1025)),
      set('cancellationAction.registeredBy.employeeId', 'fel'),
      remove('cancellationAction.requestedBy'),
      set('cancellationAction.registrationDate', 'i går'),
      remove('assertionId'),
    ),
    [
      'Valideringsfel:  är inte ett giltigt UUID för assertionId',
      'Valideringsfel: cancellationAction.requestedBy är obligatoriskt.',
      'Valideringsfel: cancellationAction.registrationDate är obligatoriskt.',
      'Valideringsfel: angivet id för cancellationAction.registeredBy.employeeId har ogiltigt format',
      'Valideringsfel: värdet för parameter cancellationAction.reasonText får inte överstiga 1024 tecken',
    ].join('; '),
  ],
];

/** CancelExtendedConsent's rows of the table of response codes, and our own. */
export const cancelExtendedConsentCases: readonly ContractCase[] = [
  ...validationCases('CancelExtendedConsent', [
    ...assertionIdBullets,
    ...actionGiven('cancellationAction', timeWays),
    ...actionValid('cancellationAction'),
  ]),
  ...historyCases('CancelExtendedConsent', closingBullets),
  ...ownCases('CancelExtendedConsent', ours),
];
