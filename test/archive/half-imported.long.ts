import { answersNothingOnEventStoreDb, answersNothingUntilWhole } from './half-imported-cases';

describe('A ledger into which an import was killed', () => {
  answersNothingUntilWhole([0, 1, 2, 3]);
  answersNothingOnEventStoreDb();
});
