import { numberText } from '#audit';
import type { PersonIdentity } from '#consent';
import { kindText } from '../../words/identities';
import type { FrameWords } from '../frame/frame.words';

/** Test persons of the Swedish authorities, and a reserve number: those of the demo among them. */
const testPatients: readonly PersonIdentity[] = [
  { root: '1.2.752.129.2.1.3.1', extension: '191212121212' },
  { root: '1.2.752.129.2.1.3.1', extension: '200101010106' },
  { root: '1.2.752.129.2.1.3.3', extension: '197010632391' },
  { root: '1.2.752.74.9.1', extension: '22950606FH20' },
];

/** A test patient as a button that sends the form. */
export interface TestPatient {
  readonly kind: string;
  readonly number: string;
  readonly shown: string;
  readonly kindText: string;
}

export const testPatientsIn = (words: FrameWords): TestPatient[] =>
  testPatients.map((identity) => ({
    kind: identity.root,
    number: identity.extension,
    shown: numberText(identity),
    kindText: kindText(identity, words),
  }));
