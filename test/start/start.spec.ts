import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { projectFolder } from '../support/project-folder';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';
import { addressesOf, startSystem, type StartedSystem } from '../support/started-system';

let folder: TemporaryFolder;
let started: StartedSystem | null;

beforeEach(async () => {
  folder = await temporaryFolder();
  started = null;
});
afterEach(async () => {
  started?.process.kill('SIGTERM');
  await started?.ended;
  await folder.remove();
});

async function start(more: Record<string, string> = {}): Promise<StartedSystem> {
  started = await startSystem({ DATA_DIR: folder.path, ...more });
  return started;
}

const answers = (url: string): Promise<boolean> =>
  fetch(url, { redirect: 'manual' }).then(
    () => true,
    () => false,
  );

describe('all of it', () => {
  it('runs with one command, and leads from the portal to where people sign in', async () => {
    const running = await start();
    const { portal, service, 'sign-in': signIn } = await addressesOf(running);
    expect((await fetch(`${service}/health/ready`)).status).toBe(200);
    const entry = await fetch(portal!, { redirect: 'manual' });
    expect(entry.status).toBe(303);
    expect(entry.headers.get('location')).toMatch(new RegExp(`^${signIn}/auth\\?`));
    expect(running.log.map((line) => (JSON.parse(line) as { message: string }).message)).toEqual(
      expect.arrayContaining(['listening', 'listening', 'listening']),
    );
    expect(running.errors.join('\n')).toContain(`Try first: open ${portal}`);
    expect(running.errors.join('\n')).not.toContain('WARNING');
  });

  it('issues a ticket to a records system, as the page of the samples has it', async () => {
    const { portal, 'sign-in': signIn } = await addressesOf(await start());
    const page = await readFile(join(projectFolder, 'samples/registers/README.md'), 'utf8');
    const [, example] = /^```sh\n([\s\S]*?)^```$/m.exec(page) ?? [];
    const script = example!
      .replaceAll('http://127.0.0.1:3001', portal!)
      .replaceAll('http://127.0.0.1:3002', signIn!);
    const { stdout: address } = await promisify(execFile)('bash', ['-c', `set -eo pipefail\n${script}`]);
    expect(address).toMatch(new RegExp(`^${portal}/\\?ticket=[\\w-]{43}\\n$`));
    const entry = await fetch(address.trim(), { redirect: 'manual' });
    expect(entry.status).toBe(303);
    const forged = await fetch(`${portal}/?ticket=forged`, { redirect: 'follow' });
    expect(await forged.text()).toContain('AUT_119');
  });

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'ends in order on %s, however often it comes',
    async (signal) => {
      const running = await start();
      const urls = Object.values(await addressesOf(running));
      running.process.kill(signal);
      running.process.kill(signal);
      expect(await running.ended).toBe(0);
      expect(running.errors.at(-1)).toBe('The consent ledger has stopped.');
      expect(await Promise.all(urls.map(answers))).toEqual([false, false, false]);
    },
  );

  it('ends, with another code, when one of its parts does', async () => {
    const running = await start();
    const urls = Object.values(await addressesOf(running));
    process.kill(await pidOfPart(running, 'local-idp'), 'SIGKILL');
    expect(await running.ended).toBe(1);
    expect(await Promise.all(urls.map(answers))).toEqual([false, false, false]);
  });

  it('leaves no part behind when it is killed', async () => {
    const running = await start();
    const urls = Object.values(await addressesOf(running));
    running.process.kill('SIGKILL');
    await running.ended;
    while ((await Promise.all(urls.map(answers))).includes(true)) await wait(50);
  });

  it('stops in order, with a code of its own, when nobody reads its log any more', async () => {
    const running = await start();
    const { service, portal } = await addressesOf(running);
    running.process.stdout!.destroy();
    while (await answers(`${service}/health/live`)) await wait(50);
    expect(await running.ended).toBe(74);
    expect(await answers(portal!)).toBe(false);
  });

  it('does not start where ports are taken: it names each setting, and makes nothing on disk', async () => {
    const others = [createServer().listen(0, '127.0.0.1'), createServer().listen(0, '127.0.0.1')];
    await Promise.all(others.map((other) => once(other, 'listening')));
    const [PORT, PORTAL_PORT] = others.map((other) => String((other.address() as AddressInfo).port));
    const data = join(folder.path, 'data');
    const running = await start({ PORT: PORT!, PORTAL_PORT: PORTAL_PORT!, DATA_DIR: data });
    expect(await running.ended).toBe(1);
    const printed = running.errors.join('\n');
    expect(printed).toMatch(
      new RegExp(`^  PORT: port ${PORT} is used by another program. Example: PORT=\\d+$`, 'm'),
    );
    expect(printed).toMatch(
      new RegExp(`^  PORTAL_PORT: port ${PORTAL_PORT} is used by another program.`, 'm'),
    );
    expect(running.log).toEqual([]);
    expect(existsSync(data)).toBe(false);
    await Promise.all(others.map((other) => once(other.close(), 'close')));
  });

  it('does not start on settings that cannot be used, and names those of every part at once', async () => {
    const running = await start({
      PORTAL_PORT: 'many',
      HOST: '0.0.0.0',
      LOCAL_IDENTITY_KINDS: 'atlantis',
      STREAM_PREFIX: 'review-2026-01-',
      NODE_ENV: 'production',
    });
    expect(await running.ended).toBe(1);
    const printed = running.errors.join('\n');
    for (const name of [
      'PORTAL_PORT',
      'HOST',
      'LOCAL_IDENTITY_KINDS',
      'STREAM_PREFIX',
      'OIDC_ISSUER',
      'HPR_URL',
    ])
      expect(printed).toMatch(new RegExp(`^  ${name}\\b`, 'm'));
    expect(running.log).toEqual([]);
  });
});

it('does not bring a provider that lets anybody in, in production', async () => {
  const running = await start({ NODE_ENV: 'production' });
  expect(await running.ended).toBe(1);
  expect(running.log.filter((line) => line.includes('anybody'))).toEqual([]);
  expect(running.errors.join('\n')).toContain('OIDC_ISSUER');
});

it('signs people in elsewhere when the settings say so', async () => {
  const running = await start({ OIDC_ISSUER: 'http://127.0.0.1:9' });
  expect(Object.keys(await addressesOf(running)).sort()).toEqual(['portal', 'service']);
});

/** The process of a part, among the children of what was started. */
async function pidOfPart({ process: { pid } }: StartedSystem, part: string): Promise<number> {
  const child = spawn('ps', ['-o', 'pid=,args=', '--ppid', String(pid)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines: string[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => lines.push(line));
  await once(child, 'close');
  return Number(
    lines
      .find((line) => line.includes(part))!
      .trim()
      .split(' ')[0],
  );
}
