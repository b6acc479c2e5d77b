import { say } from '../support/say';
import { killUnderLoad } from './kill';

/** Kills it so many times. */
export function killCase(rounds: number): void {
  it(`keeps all that was acknowledged, and no half of anything, when killed ${rounds} times under load`, async () => {
    const { faults, ...counts } = await killUnderLoad(rounds);
    say('kill -9 under load', { ...counts, faults: faults.length });
    expect(faults).toEqual([]);
    expect(counts.acknowledged).toBeGreaterThan(rounds * 10);
    expect(counts.inDoubt).toBeGreaterThan(0);
  }, 600_000);
}
