import { words } from '../../words/words';

export const signedOutWords = words(
  {
    title: 'Du är utloggad',
    text: 'Patienten är stängd och ingenting är kvar i webbläsaren. Stäng gärna fönstret.',
    signOn: 'Logga in igen',
  },
  {
    title: 'You are signed out',
    text: 'The patient is closed, and nothing is left in the browser. You may close the window.',
    signOn: 'Sign in again',
  },
  {
    title: 'Du er logget ut',
    text: 'Pasienten er lukket, og ingenting er igjen i nettleseren. Du kan lukke vinduet.',
    signOn: 'Logg inn igjen',
  },
);
