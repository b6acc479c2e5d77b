import { ProtocolServer } from '../eventstoredb-protocol-server';
import { SeededRandom } from '../generated-ledger/seeded-random';
import { say } from '../support/say';
import { seed } from '../support/seed';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';
import { faultsOf, inWords } from './corruption';
import { makeHonestLedger } from './honest-ledger';
import { corruptServer, ServerFiles } from './server-corruptions';
import { verifyInProcess } from './verify-in-process';

const COUNT = 60;

describe('a ledger on an EventStoreDB server', () => {
  let folder: TemporaryFolder;
  let server: ProtocolServer;
  let environment: Record<string, string>;
  beforeAll(async () => {
    folder = await temporaryFolder();
    server = await ProtocolServer.start();
    environment = { DATA_DIR: folder.path, EVENT_STORE_URL: server.url };
    await makeHonestLedger(environment, 3, 16);
  });
  afterAll(async () => {
    server.die();
    await folder.remove();
  });

  it('is sound as the service made it', async () => {
    const { exitCode, findings, summary } = await verifyInProcess(environment);
    expect(findings).toEqual([]);
    expect(exitCode).toBe(0);
    expect(summary!.events).toBeGreaterThan(80);
    expect(summary).toMatchObject({ leaves: summary!.events, proved: { events: summary!.events } });
  });

  it(`has each of ${COUNT} corruptions of single events found, with its position, and nothing else accused`, async () => {
    const random = new SeededRandom(seed);
    const files = new ServerFiles(server.log);
    for (let done = 0; done < COUNT; done++) {
      const corruption = corruptServer(files, random);
      const outcome = await verifyInProcess(environment);
      const faults = faultsOf(corruption, outcome);
      if (faults.length > 0) throw new Error(`seed ${seed}: ${inWords(corruption, outcome, faults)}`);
      files.restore();
    }
    say('corruptions on EventStoreDB', { seed, count: COUNT });
  }, 1_800_000);
});
