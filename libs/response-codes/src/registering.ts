import { actionGiven, actionValid } from './action-rows';
import { answers, LONG_ID } from './answers';
import { assertionIdBullets } from './assertion-id-rows';
import { identityGiven, identityPartsGiven, identityValid } from './identity-rows';
import { missingWays, set } from './mutations';
import type { Bullet, HistoryBullet, Rows } from './row';

const words = ['assertionType', 'scope'].map((element): Bullet => ({
  id: `${element}.invalid`,
  bullet: `${element} är odefinierad, tom eller ogiltig`,
  ways: {
    ...missingWays(element),
    ogiltig: set(element, 'Annat'),
    'inte en sträng': set(element, ['Consent']),
  },
  text: answers.invalid(element),
}));

const organisations = ['careProviderId', 'careUnitId'].flatMap((element): Bullet[] => [
  {
    id: `${element}.missing`,
    bullet: `${element} är odefinierad eller tom`,
    ways: missingWays(element),
    text: answers.mandatory(element),
  },
  {
    id: `${element}.malformed`,
    bullet: `${element} är ogiltigt`,
    ways: { 'fel form': set(element, 'SE-1'), 'för lång': set(element, LONG_ID), tal: set(element, 17) },
    text: answers.malformedId(element),
  },
]);

const employee: readonly Bullet[] = [
  {
    id: 'employeeId.malformed',
    bullet: 'employeeId är ogiltigt (valideras om angiven)',
    ways: { 'fel form': set('employeeId', '1A2B'), tom: set('employeeId', '') },
    text: answers.malformedId('employeeId'),
  },
  {
    id: 'employeeId.too-long',
    bullet: 'employeeId har felaktig längd (valideras om angiven)',
    ways: { '33 tecken': set('employeeId', LONG_ID) },
    text: answers.longId('employeeId'),
  },
];

const span: Bullet = {
  id: 'span.reversed',
  bullet: 'datumspannet startDate - endDate är ogiltigt',
  ways: {
    'slut före start': set('endDate', '2025-01-15T09:59:59'),
    'slut före start, med zon': set('endDate', '2025-01-15T08:59:59Z'),
  },
  text: 'Valideringsfel: angivet datumspann är ogiltigt',
};

const registeredBefore: HistoryBullet = {
  id: 'already-exists',
  bullet: 'angivet assertionId finns redan registrerat',
  given: 'registered',
  resultCode: 'ALREADYEXISTS',
  text: (id) => `Samtycke med assertionId ${id} finns redan registrerad`,
};

export const registerExtendedConsentRows: Rows = {
  contract: 'RegisterExtendedConsent',
  isInTable: true,
  bullets: [
    ...assertionIdBullets,
    ...words,
    ...identityGiven('patientId'),
    ...organisations,
    ...identityPartsGiven('representedBy'),
    ...actionGiven('registrationAction', missingWays),
    ...identityValid('patientId'),
    ...identityValid('representedBy'),
    ...employee,
    ...actionValid('registrationAction'),
    span,
  ],
  historyBullets: [registeredBefore],
};
