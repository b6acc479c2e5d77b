import { answers, LONG_ID } from './answers';
import { identityGiven, identityValid } from './identity-rows';
import { missingWays, set, undefinedWays } from './mutations';
import type { Bullet, Rows } from './row';

const asking = (contract: string, bullets: readonly Bullet[], isInTable = true): Rows => ({
  contract,
  isInTable,
  bullets,
  historyBullets: [],
});

const actor: Bullet = {
  id: 'accessingActor.missing',
  bullet: 'accessingActor är odefinierad',
  ways: undefinedWays('accessingActor'),
  text: 'Valideringsfel: Alla uppgifter måste vara angivna för accessingActor',
};

const actorIds = ['employeeId', 'careProviderId', 'careUnitId'].flatMap((id): Bullet[] => {
  const element = `accessingActor.${id}`;
  return [
    {
      id: `${element}.missing`,
      bullet: `${id} i accessingActor är odefinierad eller tom`,
      ways: missingWays(element),
      text: answers.mandatory(element),
    },
    {
      id: `${element}.too-long`,
      bullet: `${id} i accessingActor har felaktig längd`,
      ways: { '33 tecken': set(element, 'x'.repeat(33)) },
      text: answers.longId(element),
    },
  ];
});

export const checkConsentRows = asking('CheckConsent', [
  actor,
  ...identityGiven('patientId'),
  ...actorIds,
  ...identityValid('patientId'),
]);

const patientAtCareProvider: readonly Bullet[] = [
  ...identityGiven('patientId'),
  {
    id: 'careProviderId.missing',
    bullet: 'careProviderId är odefinierad',
    ways: missingWays('careProviderId'),
    text: answers.mandatory('careProviderId'),
  },
  ...identityValid('patientId'),
];

export const getConsentsForPatientRows = asking('GetConsentsForPatient', patientAtCareProvider);

export const getExtendedConsentsForPatientRows = asking(
  'GetExtendedConsentsForPatient',
  patientAtCareProvider,
);

/** The table has no rows for it; these follow its neighbours'. */
export const getAllExtendedConsentsForPatientRows = asking(
  'GetAllExtendedConsentsForPatient',
  [...identityGiven('patientId'), ...identityValid('patientId')],
  false,
);

export const getConsentsForCareProviderRows = asking('GetConsentsForCareProvider', [
  {
    id: 'careProviderId.missing',
    bullet: 'careProviderId är odefinierad eller tom',
    ways: missingWays('careProviderId'),
    text: answers.mandatory('careProviderId'),
  },
  {
    id: 'careProviderId.malformed',
    bullet: 'careProviderId är ogiltig',
    ways: { 'fel form': set('careProviderId', 'SE-1'), tal: set('careProviderId', 17) },
    text: answers.malformedId('careProviderId'),
  },
  {
    id: 'careProviderId.too-long',
    bullet: 'careProviderId har felaktig längd',
    ways: { '33 tecken': set('careProviderId', LONG_ID) },
    text: answers.longId('careProviderId'),
  },
  {
    id: 'createdOnOrAfter.malformed',
    bullet: 'createdOnOrAfter ogiltigt format',
    ways: { 'bara datum': set('createdOnOrAfter', '2025-01-15') },
    text: 'Valideringsfel: 2025-01-15 är inte ett giltigt datum för createdOnOrAfter',
  },
]);
