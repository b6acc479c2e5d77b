import { join } from 'node:path';
import type { Finding } from '#evidence';
import { SeededRandom } from '../generated-ledger/seeded-random';
import { say } from '../support/say';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';
import { corrupt, type Corruption } from './corruptions';
import { makeHonestLedger } from './honest-ledger';
import { copyLedger, LogFiles } from './log-files';
import { verifyInProcess, type Outcome } from './verify-in-process';

/** The seed of this run; the same one does the same things to a ledger of the same form: `SEED=1 npm test`. */
const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);

/** Findings that accuse an event by itself, and so must accuse none that is as it was written. */
const ACCUSING = ['changed', 'dropped', 'inserted', 'damaged'];

/** Corrupts so many copies of a ledger, each in one way, and verifies each. */
export function corruptionCases(count: number): void {
  describe(`${count} corruptions of single events in the stored log`, () => {
    let folder: TemporaryFolder;
    beforeAll(async () => {
      folder = await temporaryFolder();
      await makeHonestLedger({ DATA_DIR: join(folder.path, 'honest') }, 3, 36);
    }, 60_000);
    afterAll(() => folder.remove());

    it('are all found, each with its position, and nothing else is accused', async () => {
      const random = new SeededRandom(seed);
      const found: Record<string, number> = {};
      for (let done = 0; done < count; done++) {
        const copy = join(folder.path, 'copy');
        await copyLedger(join(folder.path, 'honest'), copy);
        const corruption = await LogFiles.tamper(copy, (files) => corrupt(files, random));
        const outcome = await verifyInProcess({ DATA_DIR: copy });
        const faults = faultsOf(corruption, outcome);
        if (faults.length > 0) throw new Error(inWords(corruption, outcome, faults));
        for (const kind of new Set(outcome.findings.map((finding) => finding.kind)))
          found[kind] = (found[kind] ?? 0) + 1;
      }
      say('corruptions', { seed, count, ...found });
    }, 3_600_000);
  });
}

function faultsOf(corruption: Corruption, { exitCode, findings, summary }: Outcome): string[] {
  if (exitCode !== 1) return [`it ended with ${exitCode}`];
  if (corruption.mayBeRefused && !summary) return [];
  const { places, touched } = corruption;
  const known = [...places.map(({ position }) => position), ...touched];
  const missed = places.filter((place) => !findings.some((finding) => tellsOf(finding, place)));
  const wronged = findings.filter(
    ({ kind, position }) => ACCUSING.includes(kind) && !known.includes(position ?? -1),
  );
  const brackets = findings.filter(
    (finding) => finding.after !== undefined && !holds(finding, Math.min(...known)),
  );
  return [
    ...missed.map(({ position }) => `the event at ${position} was not told of`),
    ...wronged.map(({ position }) => `the event at ${position} was accused`),
    ...brackets.map(({ after, position }) => `it is not between ${after} and ${position}`),
  ];
}

const tellsOf = ({ kind, position }: Finding, place: Corruption['places'][number]): boolean =>
  position === place.position && place.kinds.includes(kind);

const holds = ({ after, position }: Finding, place: number): boolean =>
  (after ?? -1) < place && (position ?? Infinity) >= place;

function inWords({ what }: Corruption, { findings }: Outcome, faults: readonly string[]): string {
  const told = findings.map((finding) => JSON.stringify(finding)).join('\n');
  return `seed ${seed}: ${what}: ${faults.join('; ')}\n${told}`;
}
