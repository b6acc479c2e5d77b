import { words } from '../../words/words';

export const notFoundWords = words(
  {
    title: 'Sidan finns inte',
    text: 'Kontrollera adressen, eller börja om från startsidan.',
    goOn: 'Till startsidan',
  },
  {
    title: 'There is no such page',
    text: 'Check the address, or begin anew from the first page.',
    goOn: 'To the first page',
  },
  {
    title: 'Siden finnes ikke',
    text: 'Kontroller adressen, eller begynn på nytt fra startsiden.',
    goOn: 'Til startsiden',
  },
);
