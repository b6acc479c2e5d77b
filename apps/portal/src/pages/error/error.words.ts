import { words } from '../../words/words';

export const errorWords = words(
  {
    title: 'Det gick inte',
    code: 'Felkod',
    nextTitle: 'Vad du kan göra',
    eventId: 'Händelse-id',
    time: 'Tid',
    forSupport: 'Uppge händelse-id om du kontaktar support.',
    goOn: 'Till startsidan',
    typed: 'Det du skrev finns kvar på den här sidan, och skickas igen när du försöker igen.',
    again: 'Försök igen',
  },
  {
    title: 'That did not work',
    code: 'Error code',
    nextTitle: 'What you can do',
    eventId: 'Event id',
    time: 'Time',
    forSupport: 'State the event id when you contact support.',
    goOn: 'To the start page',
    typed: 'What you typed is kept on this page, and is sent again when you try again.',
    again: 'Try again',
  },
  {
    title: 'Det gikk ikke',
    code: 'Feilkode',
    nextTitle: 'Hva du kan gjøre',
    eventId: 'Hendelses-id',
    time: 'Tid',
    forSupport: 'Oppgi hendelses-id når du kontakter brukerstøtte.',
    goOn: 'Til startsiden',
    typed: 'Det du skrev, er bevart på denne siden og sendes på nytt når du prøver igjen.',
    again: 'Prøv igjen',
  },
);
