import type { CatalogueEntry } from './catalogue-entry';

const askYourOrganisation = {
  sv: 'Kontakta den som sköter behörigheter i din organisation.',
  en: 'Contact whoever handles access rights in your organisation.',
};

const openThePatientAgain = {
  sv: 'Öppna patienten i journalsystemet igen.',
  en: 'Open the patient in your records system again.',
};

/** Why a person is not let into the portal. The codes and their meaning are those of the published list. */
export const signOnErrors = {
  AUT_000: {
    mendedBy: 'organisation',
    told: {
      sv: 'Du är inte registrerad som användare.',
      en: 'You are not registered as a user.',
    },
    next: askYourOrganisation,
    support: 'No account, and the person is not in the register of health personnel.',
  },
  AUT_002: {
    mendedBy: 'user',
    told: {
      sv: 'Länken från journalsystemet har gått ut.',
      en: 'The link from your records system has expired.',
    },
    next: openThePatientAgain,
    support: 'The ticket is authentic and older than its lifetime.',
  },
  AUT_101: {
    mendedBy: 'organisation',
    told: {
      sv: 'Du är inte registrerad som användare, och din legitimation ger inte åtkomst.',
      en: 'You are not registered as a user, and your authorisation gives no access.',
    },
    next: askYourOrganisation,
    support: 'No account; in the register of health personnel without a category that gives access.',
  },
  AUT_104: {
    mendedBy: 'organisation',
    told: {
      sv: 'Du är inte knuten till organisationen, och ingen av dina roller ger åtkomst därifrån.',
      en: 'You are not affiliated with the organisation, and none of your roles gives access from it.',
    },
    next: askYourOrganisation,
    support:
      'Ticket of an organisation that the person has no affiliation with and that admits none of the roles without one.',
  },
  AUT_105: {
    mendedBy: 'user',
    told: {
      sv: 'Du är inte knuten till någon organisation, och ingen patient är öppnad.',
      en: 'You are not affiliated with an organisation, and no patient has been opened.',
    },
    next: {
      sv: 'Öppna portalen från journalsystemet.',
      en: 'Open the portal from your records system.',
    },
    support:
      'No ticket and no affiliation. When an EHR opened the portal: look at its address and the ticket parameter.',
  },
  AUT_108: {
    mendedBy: 'organisation',
    told: {
      sv: 'Du finns inte i registret över hälso- och sjukvårdspersonal.',
      en: 'You are not in the register of health personnel.',
    },
    next: askYourOrganisation,
    support: 'Account, but the register of health personnel does not have the person any more.',
  },
  AUT_110: {
    mendedBy: 'user',
    told: {
      sv: 'Du avbröt inloggningen.',
      en: 'You cancelled signing in.',
    },
    next: {
      sv: 'Logga in igen när du vill fortsätta.',
      en: 'Sign in again when you want to go on.',
    },
    support: 'The identity provider answered access_denied.',
  },
  AUT_119: {
    mendedBy: 'caller',
    told: {
      sv: 'Länken från journalsystemet är ogiltig.',
      en: 'The link from your records system is not valid.',
    },
    next: openThePatientAgain,
    support:
      'Ticket empty, repeated, unknown, forged, revoked, or bound to another person. Check that it is sent whole and URL encoded.',
  },
  AUT_128: {
    mendedBy: 'organisation',
    told: {
      sv: 'Din legitimation ger inte åtkomst.',
      en: 'Your authorisation gives no access.',
    },
    next: askYourOrganisation,
    support: 'Account; in the register of health personnel without a category that gives access.',
  },
  AUT_146: {
    mendedBy: 'organisation',
    told: {
      sv: 'Organisationen är inte aktiv här.',
      en: 'The organisation is not active here.',
    },
    next: askYourOrganisation,
    support: 'The ticket’s organisation is not active; without a ticket, none of the person’s is.',
  },
} as const satisfies Record<`AUT_${string}`, CatalogueEntry>;
