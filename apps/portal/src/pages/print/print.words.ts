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
    registered: 'Registrerat',
    cancelled: 'Återkallat',
    deleted: 'Borttaget',
    by: 'av',
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
    registered: 'Registered',
    cancelled: 'Cancelled',
    deleted: 'Deleted',
    by: 'by',
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
