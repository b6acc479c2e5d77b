import { words } from '../../words/words';

export const startWords = words(
  {
    title: 'Sök patient',
    lead: 'Ange patientens identitet för att se och registrera samtycken. Att en patient öppnas sparas i liggaren.',
    kind: 'Typ av identitet',
    number: 'Identitet',
    hint: 'Till exempel ÅÅÅÅMMDD-NNNN. Bindestreck och mellanslag gör ingen skillnad.',
    open: 'Öppna patienten',
    openPatient: 'En patient är redan öppen',
    openPatientText: 'Öppnas en annan patient stängs den som är öppen nu.',
    goOn: 'Till patientens samtycken',
    fault: 'Identiteten har fel format eller kontrollsiffra för sin typ.',
    faultOtherKind: 'Identiteten är rätt skriven, men av en annan typ än den som är vald.',
    faultEmpty: 'Ange patientens identitet.',
  },
  {
    title: 'Find patient',
    lead: 'Enter the patient’s identity to see and register consents. That a patient is opened is kept in the ledger.',
    kind: 'Kind of identity',
    number: 'Identity',
    hint: 'For example YYYYMMDD-NNNN. Dashes and blanks make no difference.',
    open: 'Open the patient',
    openPatient: 'A patient is open already',
    openPatientText: 'When another patient is opened, the one that is open now is closed.',
    goOn: 'To the patient’s consents',
    fault: 'The identity has a format or a check digit that is wrong for its kind.',
    faultOtherKind: 'The identity is well written, but of another kind than the chosen one.',
    faultEmpty: 'Enter the patient’s identity.',
  },
);
