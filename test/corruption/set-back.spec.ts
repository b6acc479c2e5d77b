import { readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { startInProcess } from '../support/in-process-service';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';
import { makeHonestLedger } from './honest-ledger';
import { copyLedger } from './log-files';
import { verifyInProcess } from './verify-in-process';

describe('a ledger that is set back to an older copy, with everything that follows from it', () => {
  let folder: TemporaryFolder;
  let kept: string;
  let environment: Record<string, string>;

  beforeAll(async () => {
    folder = await temporaryFolder();
    kept = join(folder.path, 'kept');
    environment = { DATA_DIR: join(folder.path, 'ledger'), CHECKPOINTS_ALSO_TO: kept };
    await makeHonestLedger(environment, 1, 4);
    await copyLedger(environment.DATA_DIR!, join(folder.path, 'older'));
    await makeHonestLedger(environment, 1, 4);
  });
  afterAll(() => folder.remove());

  const setBack = () => copyLedger(join(folder.path, 'older'), environment.DATA_DIR!);

  it('is sound before that, and starts, with a checkpoint of each history kept in the second place', async () => {
    expect(readdirSync(kept).sort()).toEqual([
      'consent-ledger.checkpoint',
      'consent-ledger_decisions.checkpoint',
    ]);
    await (await startInProcess(environment)).close();
    expect(await verifyInProcess(environment)).toMatchObject({ exitCode: 0, findings: [] });
  });

  it('is not seen without the second place', async () => {
    await setBack();
    expect(await verifyInProcess({ DATA_DIR: environment.DATA_DIR! })).toMatchObject({ exitCode: 0 });
  });

  it('is refused at the start, and found by verify, which names both histories', async () => {
    await setBack();
    await expect(startInProcess(environment)).rejects.toThrow(
      /consent-ledger\.checkpoint holds a checkpoint that/,
    );
    const { exitCode, findings } = await verifyInProcess(environment);
    expect(exitCode).toBe(1);
    expect(findings.map(({ kind, log }) => [kind, log])).toEqual([
      ['truncated', 'ledger'],
      ['truncated', 'audit'],
    ]);
  });

  it('is refused also when it has gone on, differently and for longer', async () => {
    await setBack();
    await makeHonestLedger({ DATA_DIR: environment.DATA_DIR! }, 1, 24);
    await expect(startInProcess(environment)).rejects.toThrow(/two that went on differently/);
    expect(await verifyInProcess(environment)).toMatchObject({ exitCode: 1 });
  });

  it('is refused also when only the records of checks are behind what is kept', async () => {
    await setBack();
    await rm(join(kept, 'consent-ledger.checkpoint'));
    await expect(startInProcess(environment)).rejects.toThrow(/consent-ledger_decisions\.checkpoint holds/);
  });
});
