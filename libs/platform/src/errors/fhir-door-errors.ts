import type { CatalogueEntry } from './catalogue-entry';

/** What a request is refused for at the FHIR door alone. */
export const fhirDoorErrors = {
  'KJF-000116': {
    resolvedBy: 'caller',
    message: {
      sv: 'En sökning i FHIR får inte stå i en adress.',
      en: 'A search by FHIR must not be in an address.',
    },
    next: {
      sv: 'Skicka sökningen med POST till resursens adress följd av /_search, med parametrarna i innehållet.',
      en: 'Send the search by POST to the address of the resource followed by /_search, with the parameters in the body.',
    },
    support:
      'Addresses are kept in logs and histories, and a search may hold a personal identity. The address is not logged.',
  },
  'KJF-000117': {
    resolvedBy: 'caller',
    message: {
      sv: 'En parameter i FHIR-anropet kan inte användas.',
      en: 'A parameter of the FHIR request cannot be used.',
    },
    next: {
      sv: 'Skicka de parametrar som /fhir/metadata anger, var och en högst en gång.',
      en: 'Send the parameters that /fhir/metadata lists, each at most once.',
    },
    support:
      'A parameter that is not understood is never ignored: the answer would be one to another question.',
  },
  'KJF-000118': {
    resolvedBy: 'caller',
    message: {
      sv: 'Svaret finns inte i det format som efterfrågas.',
      en: 'There is no answer in the format that is asked for.',
    },
    next: {
      sv: 'Begär application/fhir+json. FHIR R4 besvaras endast i JSON.',
      en: 'Ask for application/fhir+json. FHIR R4 is answered in JSON only.',
    },
    support: 'The header Accept or the parameter _format takes no JSON of FHIR R4, such as FHIR XML.',
  },
} as const satisfies Record<`KJF-${string}`, CatalogueEntry>;
