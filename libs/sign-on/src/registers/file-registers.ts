import { samePerson, type PersonIdentity } from '#consent';
import { RegisterFile } from './register-file';
import type {
  Affiliation,
  HealthPersonnel,
  HprRegister,
  Organisation,
  OrganisationRegister,
} from './registers';
import { areAffiliations, isHealthPersonnel, isOrganisation } from './shapes';

/** `{"persons": [{"id": {"root", "extension"}, "hprNumber", "categories": []}]}` */
interface HprContent {
  readonly persons: readonly (HealthPersonnel & { readonly id: PersonIdentity })[];
}

/** `{"organisations": [{…}], "affiliations": [{"person": {"root", "extension"}, …}]}` */
export interface OrganisationsContent {
  readonly organisations: readonly Organisation[];
  readonly affiliations: readonly (Affiliation & { readonly person: PersonIdentity })[];
}

const isPerson = (value: unknown): value is PersonIdentity => {
  const { root, extension } = (value ?? {}) as Record<string, unknown>;
  return typeof root === 'string' && typeof extension === 'string';
};

const isHpr = (value: unknown): value is HprContent => {
  const { persons } = (value ?? {}) as { persons?: unknown };
  return (
    Array.isArray(persons) &&
    persons.every((one) => isHealthPersonnel(one) && isPerson((one as { id?: unknown }).id))
  );
};

export const isOrganisations = (value: unknown): value is OrganisationsContent => {
  const { organisations, affiliations } = (value ?? {}) as Record<string, unknown>;
  return (
    Array.isArray(organisations) &&
    organisations.every(isOrganisation) &&
    areAffiliations(affiliations) &&
    affiliations.every((one) => isPerson((one as { person?: unknown }).person))
  );
};

/** The register of health personnel in a file: for one machine, and for development. */
export function hprInFile(path: string): HprRegister {
  const file = new RegisterFile(path, isHpr);
  return {
    find: async (person) => {
      const { persons } = await file.content();
      const found = persons.find(({ id }) => samePerson(id, person));
      if (!found) return null;
      const { id: _, ...personnel } = found;
      return personnel;
    },
  };
}

/** The register of organisations in a file. */
export function organisationsInFile(path: string): OrganisationRegister {
  const file = new RegisterFile(path, isOrganisations);
  return {
    find: async (organisationNumber) => {
      const { organisations } = await file.content();
      return organisations.find(({ number }) => number === organisationNumber) ?? null;
    },
    affiliationsOf: async (person) => {
      const { affiliations } = await file.content();
      return affiliations
        .filter((affiliation) => samePerson(affiliation.person, person))
        .map(({ person: _, ...affiliation }) => affiliation);
    },
  };
}
