import type { CatalogueEntry } from './catalogue-entry';

const tryLater = {
  sv: 'Försök igen om en stund. Kontakta support om det inte hjälper.',
  en: 'Try again in a while. Contact support if that does not help.',
};

/** Failures of services that this one depends on. */
export const externalErrors = {
  'KJX-000001': {
    resolvedBy: 'other-party',
    message: {
      sv: 'Inloggningstjänsten kunde inte slutföra inloggningen.',
      en: 'The sign-in service could not complete the sign-in.',
    },
    next: tryLater,
    support:
      'The identity provider could not be reached or answered with an error, or its answer failed a check: state, nonce, signature or time.',
  },
  'KJX-000002': {
    resolvedBy: 'user',
    message: {
      sv: 'Inloggningen var inte tillräckligt säker.',
      en: 'The sign-in was not secure enough.',
    },
    next: {
      sv: 'Logga in igen med e-legitimation på den högsta nivån.',
      en: 'Sign in again with an electronic id of the highest level.',
    },
    support: 'The security level in the identity token is below the required one.',
  },
  'KJX-000003': {
    resolvedBy: 'other-party',
    message: {
      sv: 'Registret över hälso- och sjukvårdspersonal svarar inte.',
      en: 'The register of health personnel does not answer.',
    },
    next: tryLater,
    support: 'The register of health personnel is unavailable: nothing is concluded about the person.',
  },
  'KJX-000004': {
    resolvedBy: 'other-party',
    message: {
      sv: 'Organisationsregistret svarar inte.',
      en: 'The register of organisations does not answer.',
    },
    next: tryLater,
    support: 'The register of organisations is unavailable: nothing is concluded about the organisation.',
  },
  'KJX-000005': {
    resolvedBy: 'other-party',
    message: {
      sv: 'Nycklarna hos den som har utfärdat åtkomstbiljetten kan inte läsas.',
      en: 'The keys of the issuer of the token cannot be read.',
    },
    next: tryLater,
    support: 'The keys of an issuer of tokens have never been read since the start. The log says why.',
  },
} as const satisfies Record<`KJX-${string}`, CatalogueEntry>;
