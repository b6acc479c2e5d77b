import { words } from '../../words/words';

export const signedOutWords = words(
  {
    title: 'Du är utloggad',
    text: 'Patienten är stängd och ingenting är kvar i webbläsaren. Stäng gärna fönstret.',
    halfway: (provider: string) =>
      `Patienten är stängd. Du kan fortfarande vara inloggad hos inloggningstjänsten (${provider}): logga ut även där, så att nästa person vid datorn inte kommer in som du.`,
    signOutThere: 'Logga ut även hos inloggningstjänsten',
    signOn: 'Logga in igen',
  },
  {
    title: 'You are signed out',
    text: 'The patient is closed, and nothing is left in the browser. You may close the window.',
    halfway: (provider: string) =>
      `The patient is closed. You may still be signed in at the sign-in service (${provider}): sign out there too, so that the next person at this computer does not get in as you.`,
    signOutThere: 'Sign out of the sign-in service too',
    signOn: 'Sign in again',
  },
  {
    title: 'Du er logget ut',
    text: 'Pasienten er lukket, og ingenting er igjen i nettleseren. Du kan lukke vinduet.',
    halfway: (provider: string) =>
      `Pasienten er lukket. Du kan fortsatt være innlogget hos innloggingstjenesten (${provider}): logg ut også der, slik at nestemann ved datamaskinen ikke kommer inn som deg.`,
    signOutThere: 'Logg ut også hos innloggingstjenesten',
    signOn: 'Logg inn igjen',
  },
);
