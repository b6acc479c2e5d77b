import { ledger } from '../support/ledger-cli';
import { say } from '../support/say';
import { startLoadedService, type LoadedService } from './loaded-service';
import { Traffic, type Outcome } from './traffic';

const REQUESTS_PER_SECOND = 500;
const START_MS = 300_000;

/** Rebuilds every read model of a ledger of so many events while requests keep coming, and looks at each answer. */
export function rebuildsUnderLoad(events: number, secondsWithout: number): void {
  let loaded: LoadedService;
  beforeEach(async () => (loaded = await startLoadedService(events)), START_MS);
  afterEach(() => loaded.close());

  it(`rebuilds ${events} events while ${REQUESTS_PER_SECOND} requests a second arrive, none answered wrong, none failed`, async () => {
    const { service, environment } = loaded;
    const without = new Traffic(service.url, REQUESTS_PER_SECOND, 1_000_000);
    await new Promise((resolve) => setTimeout(resolve, secondsWithout * 1000));
    const before = await without.end();
    const traffic = new Traffic(service.url, REQUESTS_PER_SECOND, 2_000_000);
    const begun = performance.now();
    const run = await ledger(['rebuild', '--json'], { environment });
    const seconds = (performance.now() - begun) / 1000;
    const during = await traffic.end();
    say('without a rebuild', inWords(before));
    say(`while ${events} events are rebuilt in ${seconds.toFixed(1)} s`, inWords(during));
    expect(run).toMatchObject({ code: 0, err: '' });
    const switched = run.records().filter((record) => (record as { switched?: boolean }).switched);
    expect(switched).toHaveLength(3);
    for (const { failed, wrong, requests } of [before, during]) {
      expect({ failed, wrong }).toEqual({ failed: 0, wrong: 0 });
      expect(requests).toBeGreaterThan(REQUESTS_PER_SECOND);
    }
  }, 1_200_000);
}

const inWords = ({ perSecond, p50, p99, ...counts }: Outcome): object => ({
  ...counts,
  perSecond: perSecond.toFixed(0),
  p50: `${p50.toFixed(1)} ms`,
  p99: `${p99.toFixed(1)} ms`,
});
