import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { join } from 'node:path';
import { projectFolder } from '../support/project-folder';
import { settingsToFail } from '../support/planted-fault';
import { spawnService } from '../support/spawned-service';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';

let folder: TemporaryFolder;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => folder.remove());

it('stops in order, with a code of its own, when the reader of its log has gone', async () => {
  const service = await spawnService({ DATA_DIR: folder.path });
  service.process.stdout!.destroy();
  const ended = once(service.process, 'exit');
  await fetch(`${service.url}/health/live`).catch(() => undefined);
  expect(await ended).toEqual([74, null]);
});

it('logs an error that nothing caught with an event id, and the last lines of its stop', async () => {
  const service = await spawnService({ DATA_DIR: folder.path, ...settingsToFail('reject') });
  expect(await service.end('SIGUSR2')).toBe(70);
  const lines = service.log.map((line) => JSON.parse(line) as Record<string, string>);
  expect(lines.slice(-3).map(({ message }) => message)).toEqual([
    'The consent ledger stops: unexpected error.',
    'stopping',
    'stopped',
  ]);
  expect(lines.at(-3)).toMatchObject({ origin: 'unhandledRejection', eventId: expect.any(String) as string });
});

/** Process 1 of a container gets no signal that it does not handle. Only where the kernel lets a user make a process space. */
const asProcessOne = [
  'unshare',
  '--user',
  '--map-root-user',
  '--pid',
  '--fork',
  '--kill-child',
  '--mount-proc',
];
const mayBeProcessOne = spawnSync(asProcessOne[0]!, [...asProcessOne.slice(1), 'true']).status === 0;
const ways: [string, string[]][] = mayBeProcessOne
  ? [
      ['', []],
      [', as process 1', asProcessOne],
    ]
  : [['', []]];

describe('a start that is under way', () => {
  let silent: Server;
  beforeEach(async () => {
    silent = createServer((socket) => socket.on('error', () => undefined)).listen(0, '127.0.0.1');
    await once(silent, 'listening');
  });
  afterEach(() => void silent.close());

  it.each(ways)('ends when it is told to stop%s', async (_, inside) => {
    const { port } = silent.address() as AddressInfo;
    const command = [...inside, process.execPath, join(projectFolder, 'dist/apps/api/src/main.js')];
    const child = spawn(command[0]!, command.slice(1), {
      env: {
        PATH: process.env.PATH,
        PORT: '0',
        DATA_DIR: folder.path,
        EVENT_STORE_URL: `esdb://127.0.0.1:${port}?tls=false`,
        // Longer than this test may take: it does not end by itself.
        APPEND_DEADLINE_MS: '600000',
      },
      stdio: 'ignore',
    });
    await once(silent, 'connection');
    const ended = once(child, 'exit');
    process.kill(inside.length > 0 ? await childOf(child.pid!) : child.pid!, 'SIGTERM');
    await ended;
  });
});

async function childOf(pid: number): Promise<number> {
  return Number(await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8'));
}
