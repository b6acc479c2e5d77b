import type { PersonIdentity } from '#consent';
import { samePerson } from '#consent';
import {
  RegisterUnavailable,
  type Affiliation,
  type HprRegister,
  type Organisation,
} from '../registers/registers';
import type { OrganisationRegister } from '../registers/registers';

export const clinic: Organisation = {
  number: '984851006',
  name: 'Hjertesenteret',
  isActive: true,
  admitsWithoutAffiliation: [],
  careProviderId: 'SE165565594230-2000',
};

export const atTheClinic: Affiliation = {
  organisationNumber: clinic.number,
  careUnitId: 'SE165565594230-2001',
  careUnitName: 'Hjertepoliklinikken',
  employeeId: 'SE165565594230-20A1',
};

/** What the registers say in a test: changed as the test goes on. */
export interface Said {
  categories: readonly string[] | null | 'unavailable';
  organisations: readonly Organisation[] | 'unavailable';
  affiliations: readonly Affiliation[];
}

const outage = () => new RegisterUnavailable('It does not answer.');

export function registersThatSay(said: Said, about: PersonIdentity) {
  const hpr: HprRegister = {
    find: async (person) => {
      if (said.categories === 'unavailable') throw outage();
      if (said.categories === null || !samePerson(person, about)) return null;
      return { hprNumber: '9000001', categories: said.categories };
    },
  };
  const organisations: OrganisationRegister = {
    find: async (wanted) => {
      if (said.organisations === 'unavailable') throw outage();
      return said.organisations.find(({ number }) => number === wanted) ?? null;
    },
    affiliationsOf: async () => {
      if (said.organisations === 'unavailable') throw outage();
      return said.affiliations;
    },
  };
  return { hpr, organisations, categories: new Set(['LE', 'SP']) };
}
