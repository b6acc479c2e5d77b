import { words } from '../../words/words';

export type RefusalWords = (typeof refusalWords)['sv'];

/** What is said when the consent service refuses what a form asked for. */
export const refusalWords = words(
  {
    fieldNotAccepted: 'Uppgiften godtas inte. Kontrollera den.',
    notAccepted: 'Det går inte att spara så här. Kontrollera uppgifterna, även datumen.',
    denied: 'Portalen får inte ändra samtycken hos den här vårdgivaren. Kontakta support.',
    closed: 'Samtycket är redan återkallat eller borttaget.',
    notFound: 'Samtycket finns inte hos den här patienten.',
  },
  {
    fieldNotAccepted: 'This is not accepted. Check what you wrote.',
    notAccepted: 'This cannot be saved as it is. Check the details, including the dates.',
    denied: 'The portal may not change consents at this care provider. Contact support.',
    closed: 'The consent is already cancelled or deleted.',
    notFound: 'This patient has no such consent.',
  },
  {
    fieldNotAccepted: 'Opplysningen godtas ikke. Kontroller den.',
    notAccepted: 'Dette kan ikke lagres slik det står. Kontroller opplysningene, også datoene.',
    denied: 'Portalen kan ikke endre samtykker hos denne virksomheten. Kontakt brukerstøtte.',
    closed: 'Samtykket er allerede trukket tilbake eller slettet.',
    notFound: 'Denne pasienten har ikke noe slikt samtykke.',
  },
);
