import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { writeLedger } from '../generated-ledger';
import { ledger } from '../support/ledger-cli';
import { seed } from '../support/seed';
import { spawnService } from '../support/spawned-service';
import { temporaryFolder } from '../support/temporary-folder';

const EVENTS = 60_000;

/** In MiB. The log is larger, and has far more streams than verify has states at hand. */
const HEAP = 48;

it(`verify walks ${EVENTS} events in a heap of ${HEAP} MiB`, async () => {
  const folder = await temporaryFolder();
  const environment = { DATA_DIR: folder.path };
  await writeLedger(folder.path, { events: EVENTS, decisions: 20_000, seed });
  const service = await spawnService(environment);
  while (!existsSync(join(folder.path, 'keys', 'checkpoint.pub'))) await pause(50);
  while (!(await fetch(`${service.url}/health/ready`)).ok) await pause(50);
  expect([await service.end('SIGTERM'), service.errors]).toEqual([0, []]);
  const small = { ...environment, NODE_OPTIONS: `--max-old-space-size=${HEAP}` };
  const { code, out, err } = await ledger(['verify'], { environment: small });
  expect([code, err]).toEqual([0, '']);
  expect(out).toContain(`${EVENTS.toLocaleString('en')} events of the ledger`);
  expect(out).toContain('Everything is as it was written.');
  await folder.remove();
});
