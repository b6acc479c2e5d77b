import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { checkConsentExample } from '#contracts';
import { call } from '../support/call';
import { spawnService } from '../support/spawned-service';
import { temporaryFolder } from '../support/temporary-folder';

it('A request that proves nothing has a line in the log, and none beyond the limit of its address', async () => {
  const folder = await temporaryFolder();
  const CALLERS_FILE = join(folder.path, 'callers.json');
  await writeFile(CALLERS_FILE, JSON.stringify({ issuers: [], callers: [] }));
  const service = await spawnService({
    DATA_DIR: folder.path,
    CALLERS_FILE,
    UNPROVED_PER_MINUTE: '1',
    LOG_LEVEL: 'debug',
  });
  const [refused, limited, last] = [randomUUID(), randomUUID(), randomUUID()];
  const statusOf = async (id: string): Promise<number> =>
    (await call(service.url, 'check-consent', checkConsentExample, { 'x-skltp-correlation-id': id })).status;
  expect(await statusOf(refused)).toBe(401);
  expect(await statusOf(limited)).toBe(429);
  const health = await fetch(`${service.url}/health/live?${last}`);
  expect(health.status).toBe(200);
  await health.text();
  const requests = () =>
    service.log
      .map((line) => JSON.parse(line) as { message: string; route?: string; status?: number })
      .filter(({ message }) => message === 'request');
  while (!requests().some(({ route }) => route === '/health/live')) await pause(10);
  const summary = 'requests are refused: too many of one address do not prove who sent them';
  expect(requests().map(({ status }) => status)).toEqual([401, 200]);
  expect(service.log.filter((line) => line.includes(summary))).toHaveLength(1);
  expect(service.log.join('\n')).not.toContain(limited);
  expect(await service.end('SIGTERM')).toBe(0);
  await folder.remove();
});
