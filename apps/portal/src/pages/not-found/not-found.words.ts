import { words } from '../../words/words';

export const notFoundWords = words(
  {
    title: 'Sidan finns inte',
    text: 'Kontrollera adressen, eller börja om från startsidan.',
    goOn: 'Till startsidan',
  },
  {
    title: 'There is no such page',
    text: 'Check the address, or begin again from the start page.',
    goOn: 'To the start page',
  },
  {
    title: 'Siden finnes ikke',
    text: 'Kontroller adressen, eller begynn på nytt fra startsiden.',
    goOn: 'Til startsiden',
  },
);
