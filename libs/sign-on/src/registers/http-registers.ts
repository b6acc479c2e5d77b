import { RegisterClient, type RegisterClientOptions } from './register-client';
import { RegisterUnavailable, type HprRegister, type OrganisationRegister } from './registers';
import { areAffiliations, isHealthPersonnel, isOrganisation } from './shapes';

/**
 * The register of health personnel at an address: `POST persons/find` with `{root, extension}`. Who is not in it is answered by 404 in
 * JSON; so are organisations that another register does not have.
 */
export function hprAt(url: string, options?: RegisterClientOptions): HprRegister & { close(): void } {
  const client = new RegisterClient(url, options);
  return {
    find: ({ root, extension }) => client.answer('persons/find', { root, extension }, isHealthPersonnel),
    close: () => client.close(),
  };
}

/** The register of organisations at an address: `POST organisations/find` and `POST affiliations/find`. */
export function organisationsAt(
  url: string,
  options?: RegisterClientOptions,
): OrganisationRegister & { close(): void } {
  const client = new RegisterClient(url, options);
  return {
    find: (number) => client.answer('organisations/find', { number }, isOrganisation),
    affiliationsOf: async ({ root, extension }) => {
      const affiliations = await client.answer('affiliations/find', { root, extension }, areAffiliations);
      if (affiliations) return affiliations;
      throw new RegisterUnavailable(
        'The register of organisations has nothing at its address for affiliations.',
      );
    },
    close: () => client.close(),
  };
}
