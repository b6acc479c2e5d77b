import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { onOneServer } from '../staleness/two-services';
import { projectFolder } from '../support/project-folder';
import { embedded, survives, type BesiegedLedger } from './besieged-ledger';

const BETWEEN = 60;

/** Less than the ten minutes at which a start is refused. */
const JUMPS = [240_000, -60_000, 200_000, -240_000, 0];
const jumpingClocks = {
  CLOCK_JUMPS: JUMPS.join(','),
  NODE_OPTIONS: `--require=${join(projectFolder, 'dist/test/processes/jumping-clock.js')}`,
};

/** The clocks of both jump, forwards and backwards, one a step behind the other, so that they never agree. */
async function jumpClocks(ledger: BesiegedLedger): Promise<void> {
  const { services, callers } = ledger;
  for (let jump = 0; jump <= JUMPS.length; jump++) {
    const jumping = [...(jump < JUMPS.length ? [services[0]!] : []), ...(jump > 0 ? [services[1]!] : [])];
    for (const { process: child, errors } of jumping) {
      const before = errors.filter(isJump).length;
      child.kill('SIGUSR2');
      while (errors.filter(isJump).length === before) await delay(5);
      ledger.note('jumps');
    }
    await callers.further(BETWEEN);
  }
}

const isJump = (line: string): boolean => line.startsWith('clock at ');

survives('clocks that jump both ways, on one folder', { ...embedded, settings: jumpingClocks }, jumpClocks);
survives(
  'clocks that jump both ways, on EventStoreDB',
  { start: onOneServer, settings: jumpingClocks },
  jumpClocks,
);
