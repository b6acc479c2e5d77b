import { words } from '../../words/words';

export const keptFormWords = words(
  {
    title: 'Formuläret skickades inte',
    expired: (minutes: string) =>
      `Det som skrevs i formuläret finns inte kvar. Det sparas i högst ${minutes} minuter efter att inloggningen har gått ut. Inget har registrerats eller ändrats.`,
    workplace: (place: string) =>
      `Formuläret fylldes i på en annan arbetsplats: ${place}. Byt till den arbetsplatsen om du vill fortsätta. Inget har registrerats eller ändrats.`,
    patient: (number: string) =>
      `Formuläret gäller patienten ${number}, men en annan patient är öppen nu. Inget har registrerats eller ändrats.`,
    openPatient: (number: string) => `Öppna ${number} och fortsätt`,
    goOn: 'Till startsidan',
  },
  {
    title: 'The form was not sent',
    expired: (minutes: string) =>
      `What was typed into the form is no longer there. It is kept for at most ${minutes} minutes after the sign-in has expired. Nothing was registered or changed.`,
    workplace: (place: string) =>
      `The form was filled in at another workplace: ${place}. Change to that workplace to go on. Nothing was registered or changed.`,
    patient: (number: string) =>
      `The form is about patient ${number}, but another patient is open now. Nothing was registered or changed.`,
    openPatient: (number: string) => `Open ${number} and go on`,
    goOn: 'To the start page',
  },
  {
    title: 'Skjemaet ble ikke sendt',
    expired: (minutes: string) =>
      `Det som ble skrevet i skjemaet, er ikke lenger tilgjengelig. Det lagres i høyst ${minutes} minutter etter at innloggingen er utløpt. Ingenting er registrert eller endret.`,
    workplace: (place: string) =>
      `Skjemaet ble fylt ut på et annet arbeidssted: ${place}. Bytt til det arbeidsstedet hvis du vil fortsette. Ingenting er registrert eller endret.`,
    patient: (number: string) =>
      `Skjemaet gjelder pasienten ${number}, men en annen pasient er åpen nå. Ingenting er registrert eller endret.`,
    openPatient: (number: string) => `Åpne ${number} og fortsett`,
    goOn: 'Til startsiden',
  },
);
