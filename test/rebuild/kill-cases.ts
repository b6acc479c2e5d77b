import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { ledger, spawnLedger } from '../support/ledger-cli';
import { startLoadedService, type LoadedService } from './loaded-service';
import { standing } from './open-read-models';
import { Traffic } from './traffic';

const EVENTS = 1_000;
const REQUESTS_PER_SECOND = 60;
const START_MS = 300_000;
const READ_MODELS = ['check', 'patient', 'care-provider'];

/** Kills rebuilds at moments spread over all that they do, beside a service that is asked all the while. */
export function survivesKills(kills: number): void {
  let loaded: LoadedService;
  beforeEach(async () => (loaded = await startLoadedService(EVENTS)), START_MS);
  afterEach(() => loaded.close());

  it(`is killed ${kills} times, and neither an answer nor a later rebuild suffers`, async () => {
    const { service, environment, folder } = loaded;
    const traffic = new Traffic(service.url, REQUESTS_PER_SECOND, 3_000_000);
    const whole = await timeOf(() => ledger(['rebuild'], { environment }));
    for (let kill = 0; kill < kills; kill += 1) {
      const rebuilding = spawnLedger(['rebuild'], { environment });
      const ended = once(rebuilding, 'close');
      await delay((whole * (kill + Math.random())) / kills);
      rebuilding.kill('SIGKILL');
      await ended;
    }
    const last = await ledger(['rebuild', '--json'], { environment });
    expect(last).toMatchObject({ code: 0, err: '' });
    expect(await traffic.end()).toMatchObject({ failed: 0, wrong: 0 });
    for (const name of READ_MODELS) {
      const { rows, table } = await standing(folder, name);
      expect(rows.toSorted((a, b) => a - b)[0]).toBe(0);
      expect(rows[table]).toBeGreaterThan(0);
    }
    expect(await ledger(['rebuild'], { environment })).toMatchObject({ code: 0 });
  }, 600_000);
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}
