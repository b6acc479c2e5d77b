import { newId } from '#platform';
import { call } from '../support/call';
import { startLiveLedger, storesOfThisRun, type LiveLedger } from '../support/live-ledger';
import { person } from '../support/people';
import { toRegister } from '../support/requests';
import { spawnService, type SpawnedService } from '../support/spawned-service';
import { asNoted, expectGapless, feedSettings, OWN } from './feed';
import { allAfter, pageAfter } from './pages';

describe.each(storesOfThisRun)('the changes of two services on %s', (kind) => {
  let live: LiveLedger;
  let second: SpawnedService;
  let urls: readonly string[];
  beforeAll(async () => {
    live = await startLiveLedger(kind, feedSettings);
    second = await spawnService(live.environment);
    urls = [live.service.url, second.url];
  });
  afterAll(async () => {
    await second.end('SIGTERM');
    await live.close();
  });

  it('reach readers of pages and of streams who are killed and go on at random cursors, under 100 writers: none is missing', async () => {
    const { expected } = await expectGapless(urls, { writers: 100, rounds: 1 });
    expect(expected.length).toBeGreaterThan(100);
    const { changes, last } = await allAfter(urls[1]!, OWN);
    expect(asNoted(changes)).toEqual(expected);
    expect(last.position).toBeGreaterThanOrEqual(expected.at(-1)!.position);
  });

  it('has a change at once when it is acknowledged', async () => {
    const { last } = await allAfter(urls[0]!, OWN);
    let { cursor } = last;
    for (let round = 0; round < 10; round++) {
      const assertionId = newId();
      const place = { patientId: person(round), careProviderId: OWN, careUnitId: 'SE165565594230-1001' };
      await call(urls[0]!, 'register-extended-consent', toRegister(assertionId, place));
      const page = await pageAfter(urls[1]!, OWN, cursor);
      expect(page.changes.map((change) => change.assertionId)).toEqual([assertionId]);
      cursor = page.cursor;
    }
  });
});
