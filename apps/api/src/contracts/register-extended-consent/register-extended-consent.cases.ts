import { all, answers, LONG_ID, remove, set, registerExtendedConsentRows } from '#response-codes';
import { casesOf, ownCases } from '../given';
import type { ContractCase, OwnCase } from '../given';

const malformedTime = (element: string): OwnCase => [
  `${element} är ingen tid`,
  set(element, '2025-02-30T10:00:00'),
  `Valideringsfel: 2025-02-30T10:00:00 är inte ett giltigt datum för ${element}`,
];

const ours: readonly OwnCase[] = [
  malformedTime('startDate'),
  malformedTime('endDate'),
  malformedTime('registrationAction.requestDate'),
  malformedTime('registrationAction.registrationDate'),
  ['endDate är tom', set('endDate', ''), 'Valideringsfel:  är inte ett giltigt datum för endDate'],
  ['okänt element', set('endDat', '2026-01-01T00:00:00'), answers.unknown('endDat')],
  [
    'okänt element långt in',
    set('registrationAction.requestedBy.constructor', 1),
    answers.unknown('registrationAction.requestedBy.constructor'),
  ],
  ['patientId är en sträng', set('patientId', '191212121212'), answers.invalid('patientId')],
  ['representedBy är en lista', set('representedBy', [{}]), answers.invalid('representedBy')],
  ['registrationAction är ett tal', set('registrationAction', 7), answers.invalid('registrationAction')],
  [
    'reasonText är ett objekt',
    set('registrationAction.reasonText', {}),
    answers.invalid('registrationAction.reasonText'),
  ],
  [
    'reasonText med ett tecken som XML inte kan bära',
    set('registrationAction.reasonText', 'a\u0000b'),
    answers.invalid('registrationAction.reasonText'),
  ],
  [
    'reasonText med en personidentitet',
    set('registrationAction.reasonText', 'Mor 191212121212 ringde'),
    answers.personal('registrationAction.reasonText'),
  ],
  [
    'assignmentName med en personidentitet',
    set('registrationAction.requestedBy.assignmentName', 'Vård av 20010101-0106'),
    answers.personal('registrationAction.requestedBy.assignmentName'),
  ],
  [
    'fel i varje rad, i tabellens ordning',
    all(
      set('okand', 1),
      set('assertionId', 'x'),
      remove('scope'),
      remove('patientId.root'),
      remove('patientId.extension'),
      remove('careUnitId'),
      set('representedBy', {}),
      remove('registrationAction.registeredBy'),
      set('registrationAction.requestedBy.employeeId', LONG_ID),
      set('employeeId', 'fel'),
      set('endDate', '2020-01-01T00:00:00'),
      set('registrationAction.requestDate', 'i går'),
    ),
    [
      'Valideringsfel: x är inte ett giltigt UUID för assertionId',
      'Valideringsfel: ogiltig scope',
      'Valideringsfel: patientId.extension är obligatoriskt.',
      'Valideringsfel: patientId.root är obligatoriskt.',
      'Valideringsfel: careUnitId är obligatoriskt.',
      'Valideringsfel: representedBy.root är obligatoriskt.',
      'Valideringsfel: representedBy.extension är obligatoriskt.',
      'Valideringsfel: registrationAction.registeredBy är obligatoriskt.',
      'Valideringsfel: angivet id för employeeId har ogiltigt format',
      'Valideringsfel: angivet datumspann är ogiltigt',
      'Valideringsfel: värdet för parameter registrationAction.requestedBy.employeeId får inte överstiga 32 tecken',
      'Valideringsfel: i går är inte ett giltigt datum för registrationAction.requestDate',
      'Valideringsfel: okänt element okand',
    ].join('; '),
  ],
  [
    'okänd typ före fel format, vems det än är',
    all(set('patientId.extension', '1'), set('representedBy.root', '1.2.3.4')),
    [
      'Valideringsfel: Angiven typ för personidentitet 1.2.3.4 finns ej i systemet',
      'Ogiltigt format på personidentitet för angiven typ 1.2.752.129.2.1.3.1',
    ].join('; '),
  ],
  [
    'fel format före fel typ före fel HSA-id',
    all(
      set('careUnitId', 'fel'),
      set('patientId.extension', '197010632391'),
      set('representedBy.extension', '1'),
    ),
    [
      'Ogiltigt format på personidentitet för angiven typ 1.2.752.129.2.1.3.3',
      'Angiven OID 1.2.752.129.2.1.3.1 är inte giltig för identitet',
      answers.malformedId('careUnitId'),
    ].join('; '),
  ],
  [
    'employeeId saknas hos båda, id är fel i båda uppdragen',
    all(
      remove('registrationAction.registeredBy.employeeId'),
      remove('registrationAction.requestedBy.employeeId'),
      set('registrationAction.registeredBy.assignmentId', 'fel'),
      set('registrationAction.requestedBy.assignmentId', 'fel'),
      remove('registrationAction.registrationDate'),
    ),
    [
      answers.mandatory('registrationAction.registrationDate'),
      answers.mandatory('registrationAction.requestedBy.employeeId'),
      answers.mandatory('registrationAction.registeredBy.employeeId'),
      answers.malformedId('registrationAction.requestedBy.assignmentId'),
      answers.malformedId('registrationAction.registeredBy.assignmentId'),
    ].join('; '),
  ],
];

/** RegisterExtendedConsent's rows of the table of response codes, and our own. */
export const registerExtendedConsentCases: readonly ContractCase[] = [
  ...casesOf(registerExtendedConsentRows),
  ...ownCases('RegisterExtendedConsent', ours),
];
