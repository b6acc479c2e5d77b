import { readFileSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { call } from '../support/call';
import { projectFolder } from '../support/project-folder';
import { spawnService } from '../support/spawned-service';
import { temporaryFolder } from '../support/temporary-folder';

const sample = (name: string) =>
  JSON.parse(readFileSync(join(projectFolder, 'samples', `${name}.json`), 'utf8')) as object;

it('a service started on a copy of the logs builds its read models and gives the same answer', async () => {
  const [original, restored] = [await temporaryFolder(), await temporaryFolder()];
  const before = await spawnService({ DATA_DIR: original.path });
  await call(before.url, 'register-extended-consent', sample('01-register-extended-consent-for-a-unit'));
  expect(await before.end('SIGTERM')).toBe(0);
  for (const log of ['log', 'audit-log'])
    await cp(join(original.path, log), join(restored.path, log), { recursive: true });
  const after = await spawnService({ DATA_DIR: restored.path });
  const answer = await call(after.url, 'check-consent', sample('02-check-consent-of-the-unit'));
  await after.end('SIGTERM');
  await Promise.all([original.remove(), restored.remove()]);
  expect(answer.body).toMatchObject({ checkResult: { hasConsent: true } });
});
