import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { projectFolder } from '../support/project-folder';
import { addressesOf } from '../support/started-system';
import { answers, endsInOrderOn, folder, start } from './one-system';

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

  endsInOrderOn('SIGTERM');

  it('leaves no part behind when it is killed', async () => {
    const running = await start();
    const urls = Object.values(await addressesOf(running));
    running.process.kill('SIGKILL');
    await running.ended;
    while ((await Promise.all(urls.map(answers))).includes(true)) await wait(50);
  });

  it('does not start where ports are taken: it names each setting, and makes nothing on disk', async () => {
    const others = [createServer().listen(0, '127.0.0.1'), createServer().listen(0, '127.0.0.1')];
    await Promise.all(others.map((other) => once(other, 'listening')));
    const [PORT, PORTAL_PORT] = others.map((other) => String((other.address() as AddressInfo).port));
    const data = join(folder(), 'data');
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
