import { words } from '../../words/words';

/** What a table of decisions says, on every page that has one. */
export const decisionWords = words(
  {
    asked: 'Tid',
    answerColumn: 'Svar',
    employeeColumn: 'Medarbetare',
    unitColumn: 'Enhet',
    patientColumn: 'Patient',
    consentColumn: 'Samtycke',
    yes: 'Ja',
    yesEmergency: 'Ja, nödsituation',
    no: 'Nej',
    accessDenied: 'Anropet nekades',
    explain: '– varför?',
  },
  {
    asked: 'Time',
    answerColumn: 'Answer',
    employeeColumn: 'Employee',
    unitColumn: 'Unit',
    patientColumn: 'Patient',
    consentColumn: 'Consent',
    yes: 'Yes',
    yesEmergency: 'Yes, emergency',
    no: 'No',
    accessDenied: 'Call refused',
    explain: '– why?',
  },
  {
    asked: 'Tid',
    answerColumn: 'Svar',
    employeeColumn: 'Ansatt',
    unitColumn: 'Enhet',
    patientColumn: 'Pasient',
    consentColumn: 'Samtykke',
    yes: 'Ja',
    yesEmergency: 'Ja, nødsituasjon',
    no: 'Nei',
    accessDenied: 'Kallet ble avvist',
    explain: '– hvorfor?',
  },
);

/** The names of the columns, in their order. */
export const columnsOf = (named: (typeof decisionWords)['sv']): string[] => [
  ...[named.asked, named.answerColumn, named.employeeColumn],
  ...[named.unitColumn, named.patientColumn, named.consentColumn],
];
