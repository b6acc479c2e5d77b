import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { say } from '../support/say';
import { seed } from '../support/seed';
import type { FuzzReport } from './fuzz';

/** Built (`npm run build:all` first): the library that it compares with cannot be loaded among tests. */
const MAIN = join(__dirname, '../../dist/test/soap/fuzz.main.js');

const nothing = { crashes: [], hangs: [], misread: [], disputed: [] };

/** Reads so many mutated envelopes, each with the door's own reader and, where it is found in order, with libxml2. */
export function fuzzCase(mutants: number): void {
  it(`reads ${mutants} mutated envelopes without crash or hang, and none but as it is meant`, async () => {
    const { stdout } = await promisify(execFile)(process.execPath, [MAIN, String(mutants), String(seed)], {
      maxBuffer: 64 * 1024 * 1024,
    });
    const { crashes, hangs, misread, disputed, ...figures } = JSON.parse(stdout) as FuzzReport;
    say('fuzz', { seed, ...figures, faults: JSON.stringify(figures.faults) });
    expect({ seed, crashes, hangs, misread, disputed }).toEqual({ seed, ...nothing });
    expect(figures.mutants).toBe(mutants);
    expect(figures.inOrder - figures.unjudged).toBeGreaterThan(mutants / 20);
    expect(Object.keys(figures.faults).length).toBeGreaterThan(9);
  }, 3_600_000);
}
