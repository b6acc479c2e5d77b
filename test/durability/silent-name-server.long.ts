import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describeWith } from '../support/machine-part';
import { projectFolder } from '../support/project-folder';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';
import { networkNamespaces } from '../support/namespaces';

const APPEND = join(projectFolder, 'dist/test/processes/append-beside-lookups.js');
/** More logs than a service has, and more names than there are threads. */
const [LOGS, NAMES] = [16, 64];

let folder: TemporaryFolder;
beforeEach(async () => void (folder = await temporaryFolder()));
afterEach(() => folder.remove());

/** A network and mounts of its own, with a name server at 127.0.0.1. */
async function withOwnNameServer(env: NodeJS.ProcessEnv, ...command: readonly string[]): Promise<string> {
  const servers = join(folder.path, 'resolv.conf');
  await writeFile(servers, 'nameserver 127.0.0.1\noptions timeout:30 attempts:1\n');
  const script = `ip link set lo up && mount --bind '${servers}' /etc/resolv.conf && exec "$0" "$@"`;
  const unshare = ['--user', '--map-root-user', '--mount', '--net', 'sh', '-c', script, ...command];
  return (await promisify(execFile)('unshare', unshare, { env })).stdout;
}

describeWith(networkNamespaces, () => {
  it.each([
    ['as many threads as every program provides', {}],
    ['the fewest that were made before it', { UV_THREADPOOL_SIZE: '4' }],
  ])('A name server that does not answer keeps no append from its disk, with %s', async (_threads, few) => {
    const preload = join(folder.path, 'preload.mjs');
    await writeFile(preload, '');
    const environment = 'UV_THREADPOOL_SIZE' in few ? { ...few, NODE_OPTIONS: `--import ${preload}` } : few;
    const printed = await withOwnNameServer(
      { ...process.env, ...environment },
      process.execPath,
      ...[APPEND, folder.path, String(LOGS), String(NAMES)],
    );
    const { appended, waiting } = JSON.parse(printed) as { appended: number; waiting: number };
    expect(appended).toBe(5 * LOGS);
    expect(waiting).toBeGreaterThan(0);
  });
});
