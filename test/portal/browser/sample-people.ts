import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PersonIdentity } from '#consent';
import type { Affiliation, HealthPersonnel, Organisation } from '#sign-on';
import { projectFolder } from '../../support/project-folder';

const read = <T>(name: string): T =>
  JSON.parse(readFileSync(join(projectFolder, 'samples/registers', name), 'utf8')) as T;

export interface SamplePerson {
  readonly id: PersonIdentity;
  readonly name: string;
  /** Absent for who is not in the register of health personnel. */
  readonly hprNumber?: string;
}

/** A line of the register of health personnel. */
export interface InHpr extends HealthPersonnel {
  readonly id: PersonIdentity;
}

/** A line of the register of organisations. */
export interface Affiliated extends Affiliation {
  readonly person: PersonIdentity;
}

export const samplePeople = read<{ persons: SamplePerson[] }>('persons.json').persons;

export const samplePerson = (name: string): SamplePerson => {
  const found = samplePeople.find((person) => person.name === name);
  if (found) return found;
  throw new Error(`Nobody in samples/registers is called ${name}.`);
};

export const samplePersonnel = read<{ persons: InHpr[] }>('hpr.json').persons;

export const { organisations: sampleOrganisations, affiliations: sampleAffiliations } = read<{
  organisations: Organisation[];
  affiliations: Affiliated[];
}>('organisations.json');

export const sampleOrganisation = (name: string): Organisation => {
  const found = sampleOrganisations.find((organisation) => organisation.name === name);
  if (found) return found;
  throw new Error(`No organisation in samples/registers is called ${name}.`);
};
