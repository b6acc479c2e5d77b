import { SpawnedProtocolServer } from '../eventstoredb-protocol-server';
import { say } from '../support/say';
import { seed } from '../support/seed';
import { playHistories, type PlayCounts } from './play';

const CODES = ['OK', 'VALIDATION_ERROR', 'ACCESSDENIED', 'NOTFOUND', 'ALREADYEXISTS', 'INVALIDSTATE'];

function report(store: string, { codes, ...counts }: PlayCounts): void {
  say(`histories on ${store}`, { seed, ...counts, ...codes });
}

/** Plays so many generated histories on each store. */
export function historyCases(onEmbedded: number, onEventStoreDb: number): void {
  it(`answers as a naive model does after ${onEmbedded} histories on the embedded store`, async () => {
    const counts = await playHistories({}, onEmbedded, seed);
    report('the embedded store', counts);
    expect(Object.keys(counts.codes).sort()).toEqual([...CODES].sort());
    expect(counts.histories).toBe(onEmbedded);
  }, 3_600_000);

  it(`answers as a naive model does after ${onEventStoreDb} histories on EventStoreDB`, async () => {
    const server = await SpawnedProtocolServer.start();
    const playing = playHistories({ EVENT_STORE_URL: server.url }, onEventStoreDb, seed);
    const counts = await playing.finally(() => server.stop());
    report('EventStoreDB', counts);
    expect(counts.histories).toBe(onEventStoreDb);
  }, 3_600_000);
}
