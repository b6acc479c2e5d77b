import { words } from '../../words/words';

export const reviewWords = words(
  {
    title: 'Kontrollera',
    change: 'Ändra uppgifterna',
    back: 'Avbryt',
  },
  {
    title: 'Check',
    change: 'Change the details',
    back: 'Cancel',
  },
  {
    title: 'Kontroller',
    change: 'Endre opplysningene',
    back: 'Avbryt',
  },
);
