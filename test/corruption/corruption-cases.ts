import { join } from 'node:path';
import { SeededRandom } from '../generated-ledger/seeded-random';
import { say } from '../support/say';
import { seed } from '../support/seed';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';
import { faultsOf, inWords } from './corruption';
import { corrupt } from './corruptions';
import { makeHonestLedger } from './honest-ledger';
import { copyLedger, LogFiles } from './log-files';
import { verifyInProcess } from './verify-in-process';

/** Corrupts so many copies of a ledger, each in one way, and verifies each. */
export function corruptionCases(count: number): void {
  describe(`${count} corruptions of single events in the stored log`, () => {
    let folder: TemporaryFolder;
    beforeAll(async () => {
      folder = await temporaryFolder();
      await makeHonestLedger({ DATA_DIR: join(folder.path, 'honest') }, 3, 36);
    });
    afterAll(() => folder.remove());

    it('are all found, each with its position, and nothing else is accused', async () => {
      const random = new SeededRandom(seed);
      const found: Record<string, number> = {};
      for (let done = 0; done < count; done++) {
        const copy = join(folder.path, 'copy');
        await copyLedger(join(folder.path, 'honest'), copy);
        const corruption = await LogFiles.tamper(copy, (files) => corrupt(files, random, done));
        const outcome = await verifyInProcess({ DATA_DIR: copy });
        const faults = faultsOf(corruption, outcome);
        if (faults.length > 0) throw new Error(`seed ${seed}: ${inWords(corruption, outcome, faults)}`);
        for (const kind of new Set(outcome.findings.map((finding) => finding.kind)))
          found[kind] = (found[kind] ?? 0) + 1;
      }
      say('corruptions', { seed, count, ...found });
    }, 3_600_000);
  });
}
