import type { CatalogueEntry } from './catalogue-entry';
import { fhirDoorErrors } from './fhir-door-errors';
import { jsonDoorErrors } from './json-door-errors';
import { retentionErrors } from './retention-errors';
import { soapDoorErrors } from './soap-door-errors';

const correctTheRequest = {
  sv: 'Rätta anropet och skicka det igen.',
  en: 'Correct the request and send it again.',
};

const byCaller = { resolvedBy: 'caller', next: correctTheRequest } as const;

const openThePatientAgain = {
  sv: 'Öppna patienten i journalsystemet igen.',
  en: 'Open the patient in the records system again.',
};

/** Codes whose numbers and meaning are public in the field. */
const ofTheField = {
  'KJF-000011': {
    resolvedBy: 'caller',
    message: { sv: 'Biljetten är ogiltig.', en: 'The ticket is not valid.' },
    next: openThePatientAgain,
    support: 'The ticket is unknown, forged, revoked, or bound to another person.',
  },
  'KJF-000013': {
    ...byCaller,
    message: { sv: 'Organisationen är okänd.', en: 'The organisation is unknown.' },
    support: 'The register of organisations does not have the organisation number.',
  },
  'KJF-000014': {
    resolvedBy: 'organisation',
    message: { sv: 'Användaren är inte registrerad.', en: 'The user is not registered.' },
    next: { sv: 'Logga in i portalen först.', en: 'Sign in at the portal first.' },
    support: 'There is no account for the person.',
  },
  'KJF-000015': {
    resolvedBy: 'user',
    message: { sv: 'Biljetten har gått ut.', en: 'The ticket has expired.' },
    next: openThePatientAgain,
    support: 'The ticket is older than its lifetime.',
  },
  'KJF-000016': {
    ...byCaller,
    message: { sv: 'Personidentiteten är inte giltig.', en: 'The personal identity is not valid.' },
    support: 'The format or the check digit of the patient’s identity is wrong for its kind.',
  },
  'KJF-000018': {
    ...byCaller,
    message: { sv: 'Anropet följer inte sitt schema.', en: 'The request does not match its schema.' },
    support: 'Validation refused the request; the answer names every element at fault.',
  },
  'KJF-000022': {
    resolvedBy: 'organisation',
    message: { sv: 'Organisationen har inte åtkomst.', en: 'The organisation has no access.' },
    next: {
      sv: 'Kontakta den som driver tjänsten om organisationen ska ha åtkomst.',
      en: 'Contact the operator of the service if the organisation should have access.',
    },
    support: 'The organisation is not active, or the caller may not act for the care provider.',
  },
} as const satisfies Record<`KJF-${string}`, CatalogueEntry>;

/** Refusals of the contracts and the portal. The contracts answer with their own texts beside these. */
const ofOurOwn = {
  'KJF-000151': {
    resolvedBy: 'user',
    message: { sv: 'Samtycket finns inte.', en: 'The consent does not exist.' },
    next: { sv: 'Kontrollera samtyckets id.', en: 'Check the id of the consent.' },
    support: 'No stream for the assertionId, or it is another patient’s.',
  },
  'KJF-000152': {
    ...byCaller,
    message: { sv: 'Samtycket finns redan.', en: 'The consent already exists.' },
    support: 'A consent with this assertionId exists.',
  },
  'KJF-000153': {
    resolvedBy: 'user',
    message: {
      sv: 'Samtycket är redan återkallat eller borttaget.',
      en: 'The consent is already cancelled or deleted.',
    },
    next: {
      sv: 'Du behöver inte göra något. Registrera ett nytt samtycke om det behövs.',
      en: 'You need not do anything. Register a new consent if one is needed.',
    },
    support: 'The history of the consent contains a cancellation or deletion.',
  },
  'KJF-000154': {
    resolvedBy: 'user',
    message: {
      sv: 'Samtycket hör inte till den patient som är öppen.',
      en: 'The consent does not belong to the patient who is open.',
    },
    next: {
      sv: 'Kontrollera vilken patient som är öppen, och öppna den patient som samtycket gäller.',
      en: 'Check which patient is open, and open the patient of this consent.',
    },
    support: 'The consent is another patient’s or at another care provider, or no consent has the id.',
  },
  'KJF-000155': {
    resolvedBy: 'user',
    message: { sv: 'Texten är för lång.', en: 'The text is too long.' },
    next: {
      sv: 'Gå tillbaka, korta texten och försök igen. Inget har sparats.',
      en: 'Go back, shorten the text and try again. Nothing was saved.',
    },
    support: 'A form of the portal was larger than 64 KiB and was not read.',
  },
  'KJF-000156': {
    resolvedBy: 'caller',
    message: { sv: 'Loggposten finns inte.', en: 'The record does not exist.' },
    next: { sv: 'Kontrollera loggpostens id.', en: 'Check the id of the record.' },
    support: 'No record of a check is at this place of the log, or it is another care provider’s.',
  },
  'KJF-000161': {
    resolvedBy: 'user',
    message: {
      sv: 'Formuläret gäller inte längre, eftersom du har loggat in på nytt eller öppnat en annan patient. Inget har sparats.',
      en: 'The form is no longer valid, because you have signed in again or opened another patient. Nothing was saved.',
    },
    next: {
      sv: 'Gå till startsidan, kontrollera vilken patient som är öppen och börja om.',
      en: 'Go to the start page, check which patient is open, and start again.',
    },
    support: 'The CSRF token is missing, of another session, or from before another patient was opened.',
  },
  'KJF-000162': {
    resolvedBy: 'user',
    message: { sv: 'Du är inte inloggad längre.', en: 'You are no longer signed in.' },
    next: {
      sv: 'Logga in igen, eller öppna patienten i journalsystemet.',
      en: 'Sign in again, or open the patient in your records system.',
    },
    support: 'The session is gone: signed out, idle too long, or past its absolute limit.',
  },
  'KJF-000163': {
    resolvedBy: 'caller',
    message: {
      sv: 'Journalsystemet kunde inte autentiseras.',
      en: 'The records system could not be authenticated.',
    },
    next: {
      sv: 'Hämta en ny åtkomsttoken för organisationen och skicka anropet igen.',
      en: 'Get a new access token for the organisation and send the request again.',
    },
    support:
      'The access token is missing, expired, of another issuer or audience, bound to a key, or names no organisation.',
  },
  'KJF-000165': {
    resolvedBy: 'organisation',
    message: {
      sv: 'Du kan se samtycken men inte ändra dem.',
      en: 'You can see consents but not change them.',
    },
    next: {
      sv: 'För att registrera eller avsluta samtycken måste du vara knuten till en enhet i organisationen.',
      en: 'To register or end consents, you must be affiliated with a unit of the organisation.',
    },
    support: 'The person was admitted without an affiliation, so no unit and no HSA-id is known to act by.',
  },
  'KJF-000166': {
    resolvedBy: 'organisation',
    message: { sv: 'Sidan är för granskare.', en: 'The page is for auditors.' },
    next: {
      sv: 'Kontakta den som driver tjänsten om du ska granska åtkomst.',
      en: 'Contact the operator of the service if you should review access.',
    },
    support: 'The person is not among the portal’s auditors.',
  },
  'KJF-000167': {
    resolvedBy: 'user',
    message: {
      sv: 'Inloggningen påbörjades inte i den här webbläsaren, eller är redan avslutad.',
      en: 'The sign-in was not started in this browser, or is already finished.',
    },
    next: {
      sv: 'Logga in igen från startsidan.',
      en: 'Sign in again from the start page.',
    },
    support: 'The callback does not match a sign-in that this browser started.',
  },
} as const satisfies Record<`KJF-${string}`, CatalogueEntry>;

/** Errors that a user, a calling system or an organisation can correct. */
export const functionalErrors = {
  ...ofTheField,
  ...jsonDoorErrors,
  ...fhirDoorErrors,
  ...soapDoorErrors,
  ...ofOurOwn,
  ...retentionErrors,
} as const;
