import { words } from '../../words/words';

export const printWords = words(
  {
    title: 'Samtycke till sammanhållen vård- och omsorgsdokumentation',
    emergencyTitle: 'Åtkomst i nödsituation',
    hint: 'Skriv ut med webbläsarens utskrift (Ctrl+P).',
    back: 'Till historiken',
    patient: 'Patient',
    careProvider: 'Vårdgivare',
    unit: 'Vårdenhet',
    who: 'Gäller för',
    span: 'Giltighet',
    status: 'Läge',
    representedBy: 'Företräddes av',
    reason: 'Anledning',
    ConsentRegistered: 'Registrerat',
    ConsentCancelled: 'Återkallat',
    ConsentDeleted: 'Borttaget',
    ConsentEndedByPatient: 'Slutdatum ändrat på patientens begäran',
    patientThrough: (system: string) => `patienten, via ${system}`,
    id: 'Id',
    printed: 'Utskrivet',
    meaning:
      'Samtycket ger den som anges åtkomst till vad andra vårdgivare har antecknat om patienten. Patienten kan när som helst återkalla det.',
    endedMeaning:
      'Samtycket gäller inte längre. Så länge det gällde gav det den som anges åtkomst till vad andra vårdgivare har antecknat om patienten.',
    emergencyMeaning:
      'Åtkomst till vad andra vårdgivare har antecknat, registrerad därför att patienten inte kunde samtycka och det gällde liv eller hälsa.',
  },
  {
    title: 'Consent to shared health records',
    emergencyTitle: 'Access in an emergency',
    hint: 'Print it with your browser (Ctrl+P).',
    back: 'To the history',
    patient: 'Patient',
    careProvider: 'Care provider',
    unit: 'Care unit',
    who: 'For',
    span: 'Validity',
    status: 'Status',
    representedBy: 'Represented by',
    reason: 'Reason',
    ConsentRegistered: 'Registered',
    ConsentCancelled: 'Cancelled',
    ConsentDeleted: 'Deleted',
    ConsentEndedByPatient: 'End moved at the patient’s request',
    patientThrough: (system: string) => `the patient, by way of ${system}`,
    id: 'Id',
    printed: 'Printed',
    meaning:
      'The consent gives whoever is named access to what other care providers have recorded about the patient. The patient may cancel it at any time.',
    endedMeaning:
      'The consent is not valid any more. As long as it was, it gave whoever is named access to what other care providers have recorded about the patient.',
    emergencyMeaning:
      'Access to what other care providers have recorded, registered because the patient could not consent and life or health was at stake.',
  },
);
