import { words } from '../../../words/words';

export type MomentWords = (typeof momentWords)['sv'];

/** What a group of fields for a moment says, on every form that has one. */
export const momentWords = words(
  {
    date: 'Datum',
    dateHint: 'Skriv som ÅÅÅÅ-MM-DD, eller välj i kalendern.',
    picked: 'Kalender',
    pickedHint: 'Används i stället för att skriva.',
    time: 'Klockslag (valfritt)',
    startTimeHint: 'Till exempel 08:30. Utan klockslag gäller det från dagens början.',
    endTimeHint: 'Till exempel 16:00. Utan klockslag gäller det dagen ut.',
    faultUnused:
      'Ett datum eller klockslag är ifyllt, men alternativet med datum är inte valt. Välj det, eller töm fälten.',
    faultNoDate: 'Skriv ett datum, eller välj ett i kalendern.',
    faultDate: 'Det finns inget sådant datum. Skriv det som ÅÅÅÅ-MM-DD, till exempel 2026-12-31.',
    faultTwoDates: 'Det skrivna datumet är ett annat än det i kalendern. Ta bort det ena.',
    faultTime: 'Skriv klockslaget som TT:MM, till exempel 16:00.',
  },
  {
    date: 'Date',
    dateHint: 'Type it as YYYY-MM-DD, or pick it in the calendar.',
    picked: 'Calendar',
    pickedHint: 'Instead of typing.',
    time: 'Time (optional)',
    startTimeHint: 'For example 08:30. Without a time, it is the beginning of the day.',
    endTimeHint: 'For example 16:00. Without a time, it is the end of the day.',
    faultUnused: 'A date or a time is filled in, but a date is not chosen. Choose it, or empty the fields.',
    faultNoDate: 'Type a date, or pick one in the calendar.',
    faultDate: 'There is no such date. Type it as YYYY-MM-DD, for example 2026-12-31.',
    faultTwoDates: 'The typed date differs from the one in the calendar. Remove one of them.',
    faultTime: 'Type the time as HH:MM, for example 16:00.',
  },
  {
    date: 'Dato',
    dateHint: 'Skriv som ÅÅÅÅ-MM-DD eller DD.MM.ÅÅÅÅ, eller velg i kalenderen.',
    picked: 'Kalender',
    pickedHint: 'Brukes i stedet for å skrive.',
    time: 'Klokkeslett (valgfritt)',
    startTimeHint: 'For eksempel 08.30. Uten klokkeslett gjelder det fra begynnelsen av dagen.',
    endTimeHint: 'For eksempel 16.00. Uten klokkeslett gjelder det ut dagen.',
    faultUnused:
      'En dato eller et klokkeslett er fylt ut, men alternativet med dato er ikke valgt. Velg det, eller tøm feltene.',
    faultNoDate: 'Skriv en dato, eller velg en i kalenderen.',
    faultDate: 'Datoen finnes ikke. Skriv den som ÅÅÅÅ-MM-DD, for eksempel 2026-12-31.',
    faultTwoDates: 'Datoen som er skrevet, er en annen enn den i kalenderen. Fjern en av dem.',
    faultTime: 'Skriv klokkeslettet som TT.MM, for eksempel 16.00.',
  },
);
