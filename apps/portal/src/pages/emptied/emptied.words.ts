import { words } from '../../words/words';

export const emptiedWords = words(
  {
    title: 'Sidan har tömts',
    text: 'Sidan stod orörd så länge att inloggningen kan ha gått ut. Därför visas inga uppgifter om patienten.',
    goOn: 'Fortsätt',
  },
  {
    title: 'The page has been emptied',
    text: 'The page was left for so long that the sign-in may have expired. Therefore nothing about the patient is shown.',
    goOn: 'Go on',
  },
  {
    title: 'Siden er tømt',
    text: 'Siden sto urørt så lenge at innloggingen kan ha utløpt. Derfor vises ingen opplysninger om pasienten.',
    goOn: 'Fortsett',
  },
);
