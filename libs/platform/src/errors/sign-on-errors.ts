import type { CatalogueEntry } from './catalogue-entry';

const askYourOrganisation = {
  sv: 'Kontakta den som sköter behörigheter i din organisation.',
  en: 'Contact the person who manages access rights in your organisation.',
};

const openThePatientAgain = {
  sv: 'Öppna patienten i journalsystemet igen.',
  en: 'Open the patient in your records system again.',
};

/** Why a person is not let into the portal. The codes and their meaning are those of the published list. */
export const signOnErrors = {
  AUT_000: {
    resolvedBy: 'organisation',
    message: {
      sv: 'Du är inte registrerad som användare.',
      en: 'You are not registered as a user.',
    },
    next: askYourOrganisation,
    support: 'The person has no account, and is not in the register of health personnel.',
  },
  AUT_002: {
    resolvedBy: 'user',
    message: {
      sv: 'Länken från journalsystemet har gått ut.',
      en: 'The link from your records system has expired.',
    },
    next: openThePatientAgain,
    support: 'The ticket is authentic but older than its lifetime.',
  },
  AUT_101: {
    resolvedBy: 'organisation',
    message: {
      sv: 'Du är inte registrerad som användare, och din legitimation ger inte åtkomst.',
      en: 'You are not registered as a user, and your authorisation gives no access.',
    },
    next: askYourOrganisation,
    support:
      'The person has no account, and is in the register of health personnel without a category that gives access.',
  },
  AUT_104: {
    resolvedBy: 'organisation',
    message: {
      sv: 'Du är inte knuten till organisationen, och ingen av dina roller ger åtkomst därifrån.',
      en: 'You are not affiliated with the organisation, and none of your roles gives access from it.',
    },
    next: askYourOrganisation,
    support:
      'The ticket is from an organisation with which the person is not affiliated, and which does not admit any of the person’s roles without an affiliation.',
  },
  AUT_105: {
    resolvedBy: 'user',
    message: {
      sv: 'Du är inte knuten till någon organisation, och ingen patient är öppnad.',
      en: 'You are not affiliated with an organisation, and no patient has been opened.',
    },
    next: {
      sv: 'Öppna portalen från journalsystemet.',
      en: 'Open the portal from your records system.',
    },
    support:
      'No ticket and no affiliation. If a records system opened the portal, check its address and the ticket parameter.',
  },
  AUT_108: {
    resolvedBy: 'organisation',
    message: {
      sv: 'Du finns inte i registret över hälso- och sjukvårdspersonal.',
      en: 'You are not in the register of health personnel.',
    },
    next: askYourOrganisation,
    support: 'The person has an account, but is no longer in the register of health personnel.',
  },
  AUT_110: {
    resolvedBy: 'user',
    message: {
      sv: 'Du avbröt inloggningen.',
      en: 'You cancelled the sign-in.',
    },
    next: {
      sv: 'Logga in igen när du vill fortsätta.',
      en: 'Sign in again when you want to continue.',
    },
    support: 'The identity provider answered access_denied.',
  },
  AUT_119: {
    resolvedBy: 'caller',
    message: {
      sv: 'Länken från journalsystemet är ogiltig.',
      en: 'The link from your records system is not valid.',
    },
    next: openThePatientAgain,
    support:
      'Ticket empty, repeated, unknown, forged, revoked, or bound to another person. Check that it is complete and URL encoded.',
  },
  AUT_128: {
    resolvedBy: 'organisation',
    message: {
      sv: 'Din legitimation ger inte åtkomst.',
      en: 'Your authorisation gives no access.',
    },
    next: askYourOrganisation,
    support:
      'The person has an account, and is in the register of health personnel without a category that gives access.',
  },
  AUT_146: {
    resolvedBy: 'organisation',
    message: {
      sv: 'Organisationen är inte aktiv här.',
      en: 'The organisation is not active here.',
    },
    next: askYourOrganisation,
    support:
      'The organisation of the ticket is not active. Without a ticket: no organisation of the person is active.',
  },
} as const satisfies Record<`AUT_${string}`, CatalogueEntry>;
