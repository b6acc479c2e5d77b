import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';
import { makeHonestLedger } from './honest-ledger';
import { verifyInProcess } from './verify-in-process';

describe('a ledger made by the service', () => {
  let folder: TemporaryFolder;
  beforeAll(async () => (folder = await temporaryFolder()));
  afterAll(() => folder.remove());

  it('is sound on the embedded store', async () => {
    const environment = { DATA_DIR: folder.path };
    await makeHonestLedger(environment, 3, 30);
    const { exitCode, findings, summary } = await verifyInProcess(environment);
    expect(findings).toEqual([]);
    expect(exitCode).toBe(0);
    expect(summary!.events).toBeGreaterThan(150);
    expect(summary).toMatchObject({
      leaves: summary!.events,
      proved: { events: summary!.events, position: summary!.head },
    });
    expect(summary!.checkpoints).toBeGreaterThanOrEqual(3);
    expect(summary!.auditEvents).toBeGreaterThan(3);
  });
});
