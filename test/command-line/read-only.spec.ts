import { randomUUID } from 'node:crypto';
import { spawn } from 'node:child_process';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { call } from '../support/call';
import { ledger } from '../support/ledger-cli';
import { describeWith } from '../support/machine-part';
import { namespaces, withoutPrivileges, withReadOnly } from '../support/namespaces';
import { projectFolder } from '../support/project-folder';
import { toRegister } from '../support/requests';
import { spawnService } from '../support/spawned-service';
import { at, auditorsCanLookIn, eachBelow, environment, place, snapshot } from './read-only-copy';

const READ_SLOWLY = join(projectFolder, 'dist/test/processes/read-slowly.js');

describeWith(namespaces, () => {
  describe('On a file system that is mounted read-only', () => {
    auditorsCanLookIn(
      (...args) => ledger(args, { environment: environment(), inside: withReadOnly(snapshot()) }),
      'every command',
    );
  });

  it('what was read while somebody else wrote is refused: without a lock it may be wrong', async () => {
    const live = at('live');
    await cp(snapshot(), live, { recursive: true });
    const [command, ...args] = [...withReadOnly(live), process.execPath, READ_SLOWLY, join(live, 'log')];
    const reader = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    const lines = createInterface({ input: reader.stdout })[Symbol.asyncIterator]();
    expect((await lines.next()).value).toBe('0');
    const service = await spawnService({ DATA_DIR: live });
    await call(service.url, 'register-extended-consent', toRegister(randomUUID(), place));
    reader.stdin.end('again');
    expect((await lines.next()).value).toMatch(/^The log at .* was written to while it was read/);
    await service.end('SIGTERM');
  });

  describe('In a folder without the permission to write', () => {
    beforeAll(() => eachBelow(snapshot(), 0o500, 0o400));
    auditorsCanLookIn(
      (...args) => ledger(args, { environment: environment(), inside: withoutPrivileges }),
      'the first',
    );
  });
});
