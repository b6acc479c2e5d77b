import { readdir } from 'node:fs/promises';
import { spawnService } from '../support/spawned-service';
import { temporaryFolder } from '../support/temporary-folder';

// What else may stand in the way of them is in worker-threads.long.ts.
it('gives the service all the worker threads that it counts on', async () => {
  const folder = await temporaryFolder();
  const service = await spawnService({ DATA_DIR: folder.path });
  const threads = await readdir(`/proc/${service.process.pid}/task`);
  await service.end('SIGTERM');
  await folder.remove();
  expect(threads.length).toBeGreaterThan(16);
});
