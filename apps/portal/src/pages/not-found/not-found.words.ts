import { words } from '../../words/words';

export const notFoundWords = words(
  {
    title: 'Sidan finns inte',
    text: 'Adressen är fel, eller så är det den öppna patienten inte som den gäller.',
    goOn: 'Till startsidan',
  },
  {
    title: 'There is no such page',
    text: 'The address is wrong, or it is not about the patient who is open.',
    goOn: 'To the first page',
  },
);
