import { all, answers, LONG_ID, remove, set, getConsentsForCareProviderRows } from '#response-codes';
import { casesOf, ownCases } from '../given';
import type { ContractCase, OwnCase } from '../given';

const notTime = (value: string): string =>
  `Valideringsfel: ${value} är inte ett giltigt datum för createdOnOrAfter`;

const ours: readonly OwnCase[] = [
  ['createdOnOrAfter är tom', set('createdOnOrAfter', ''), notTime('')],
  ['createdOnOrAfter är ett objekt', set('createdOnOrAfter', { toString: 1 }), notTime('{…}')],
  [
    'createdOnOrAfter är för tidigt och finns inte',
    set('createdOnOrAfter', '0001-02-29T00:00:00'),
    notTime('0001-02-29T00:00:00'),
  ],
  ['getCancelledFlag saknas', remove('getCancelledFlag'), answers.mandatory('getCancelledFlag')],
  ['getCancelledFlag är ett tal', set('getCancelledFlag', 1), answers.invalid('getCancelledFlag')],
  ['cursor är ett tal', set('cursor', 1), answers.invalid('cursor')],
  ['okänt element', set('patientId', {}), answers.unknown('patientId')],
  [
    'flera fel, i tabellens ordning',
    all(set('createdOnOrAfter', 'i går'), set('careProviderId', `${LONG_ID}-`), remove('getCancelledFlag')),
    [
      answers.mandatory('getCancelledFlag'),
      answers.malformedId('careProviderId'),
      answers.longId('careProviderId'),
      notTime('i går'),
    ].join('; '),
  ],
];

/** GetConsentsForCareProvider's rows of the table of response codes, and our own. */
export const getConsentsForCareProviderCases: readonly ContractCase[] = [
  ...casesOf(getConsentsForCareProviderRows),
  ...ownCases('GetConsentsForCareProvider', ours),
];
