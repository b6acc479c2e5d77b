import { SpawnedProtocolServer } from '../eventstoredb-protocol-server';
import { patientSettings } from '../support/patient-settings';
import { say } from '../support/say';
import { playHistories, type PlayCounts } from './play';

/** The seed of this run; the same one plays the same histories: `SEED=1 npm test`. */
const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);

const CODES = ['OK', 'VALIDATION_ERROR', 'ACCESSDENIED', 'NOTFOUND', 'ALREADYEXISTS', 'INVALIDSTATE'];

function report(store: string, { codes, ...counts }: PlayCounts): void {
  say(`histories on ${store}`, { seed, ...counts, ...codes });
}

/** Plays so many generated histories on each store. */
export function historyCases(onEmbedded: number, onEventStoreDb: number): void {
  it(`answers as a naive model does after ${onEmbedded} histories on the embedded store`, async () => {
    const counts = await playHistories(patientSettings, onEmbedded, seed);
    report('the embedded store', counts);
    expect(Object.keys(counts.codes).sort()).toEqual([...CODES].sort());
    expect(counts.histories).toBe(onEmbedded);
  }, 3_600_000);

  it(`answers as a naive model does after ${onEventStoreDb} histories on EventStoreDB`, async () => {
    const server = await SpawnedProtocolServer.start();
    const playing = playHistories({ ...patientSettings, EVENT_STORE_URL: server.url }, onEventStoreDb, seed);
    const counts = await playing.finally(() => server.stop());
    report('EventStoreDB', counts);
    expect(counts.histories).toBe(onEventStoreDb);
  }, 3_600_000);
}
