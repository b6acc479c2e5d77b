import { startLiveLedger, type LiveLedger } from '../support/live-ledger';
import { say } from '../support/say';
import { spawnService, type SpawnedService } from '../support/spawned-service';
import { expectGapless, feedSettings } from './feed';

let live: LiveLedger;
let second: SpawnedService;
beforeAll(async () => {
  live = await startLiveLedger('the embedded store', feedSettings);
  second = await spawnService(live.environment);
});
afterAll(async () => {
  await second.end('SIGTERM');
  await live.close();
});

it('no change is missing and none is another when it comes again: 100 writers, readers killed at random', async () => {
  const load = { writers: 100, rounds: 8 };
  const { expected, kills, repeated } = await expectGapless([live.service.url, second.url], load);
  expect(kills).toBeGreaterThan(100);
  expect(repeated).toBeGreaterThan(0);
  say('feed', { ...load, changes: expected.length, readers: 4, kills, repeated });
});
