import { answersNothingUntilWhole } from './half-imported-cases';

describe('A ledger into which an import was killed', () => answersNothingUntilWhole([1]));
