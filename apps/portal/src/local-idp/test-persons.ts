import { readFileSync } from 'node:fs';
import type { PersonIdentity } from '#consent';
import { derivedId } from '#platform';
import { sampleFile } from './samples';

/** Somebody to sign in as, who does not exist. */
export interface TestPerson {
  readonly id: PersonIdentity;
  readonly name: string;
  readonly hprNumber?: string;
  /** How securely the person signs in: '1' to '4'. */
  readonly securityLevel: string;
  /** `fault`: the provider fails when this person signs in. */
  readonly answer: 'sign-in' | 'fault';
  /** What signing in as this person shows. */
  readonly shows: string;
}

/** The namespace of what the provider calls its persons; made up once. */
const SUBJECTS = '0a0f3c7e-6d0c-4b5e-8f59-7d1d0f6f3c11';

/** The persons among the samples, by what the provider calls them. */
export function testPersons(): ReadonlyMap<string, TestPerson> {
  const { persons } = JSON.parse(readFileSync(sampleFile('persons.json'), 'utf8')) as {
    readonly persons: readonly TestPerson[];
  };
  return new Map(persons.map((person) => [derivedId(person.id.extension, SUBJECTS), person]));
}
