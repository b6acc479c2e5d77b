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
  },
  {
    title: 'That did not work',
    code: 'Error code',
    nextTitle: 'What you can do',
    eventId: 'Event id',
    time: 'Time',
    forSupport: 'State the event id when you contact support.',
    goOn: 'To the start page',
  },
  {
    title: 'Det gikk ikke',
    code: 'Feilkode',
    nextTitle: 'Hva du kan gjøre',
    eventId: 'Hendelses-id',
    time: 'Tid',
    forSupport: 'Oppgi hendelses-id når du kontakter brukerstøtte.',
    goOn: 'Til startsiden',
  },
);
