import { words } from '../../words/words';

export const reviewWords = words(
  {
    title: 'Kontrollera',
    change: 'Ändra uppgifterna',
    back: 'Avbryt',
  },
  {
    title: 'Check',
    change: 'Change the facts',
    back: 'Back',
  },
  {
    title: 'Kontroller',
    change: 'Endre opplysningene',
    back: 'Avbryt',
  },
);
