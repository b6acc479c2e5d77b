import { words } from '../../words/words';

export const endWords = words(
  {
    title: 'Ändra samtyckets slutdatum',
    meaning:
      'Patienten vill att samtycket ska sluta gälla tidigare. Slutdatumet kan bara tidigareläggas, aldrig senareläggas.',
    endDateTime: 'Gäller till och med',
    endDateTimeHint: 'Lämnas det tomt slutar samtycket gälla genast.',
    representative: 'Företräds patienten av någon?',
    representativeKind: 'Typ av identitet',
    representativeNumber: 'Företrädarens identitet',
    representativeHint: 'Lämna tomt om patienten talade för sig själv.',
    submit: 'Ändra slutdatum',
    back: 'Avbryt',
    about: 'Det gäller det här samtycket',
    sentence: 'Godtas inte:',
  },
  {
    title: 'Move the end of the consent',
    meaning:
      'The patient wants the consent to end earlier. The end can only be moved closer, never farther away.',
    endDateTime: 'Holds until',
    endDateTimeHint: 'When it is left empty the consent ends at once.',
    representative: 'Does somebody represent the patient?',
    representativeKind: 'Kind of identity',
    representativeNumber: 'Identity of the representative',
    representativeHint: 'Leave it empty when the patient spoke for themselves.',
    submit: 'Move the end',
    back: 'Back',
    about: 'This is the consent',
    sentence: 'Not accepted:',
  },
);
