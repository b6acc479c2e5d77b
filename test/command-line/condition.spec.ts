import { randomUUID } from 'node:crypto';
import { chmod, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { call } from '../support/call';
import { ledger } from '../support/ledger-cli';
import { person } from '../support/people';
import { toRegister } from '../support/requests';
import { spawnService, type SpawnedService } from '../support/spawned-service';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';
import { TestAuthority } from '../support/test-authority';

interface Finding {
  readonly about: string;
  readonly state: string;
  readonly advice?: string;
}

const DAY = 86_400_000;
const place = { patientId: person(1), careProviderId: 'SE165565594230-1A', careUnitId: 'SE165565594230-1AA' };

let folder: TemporaryFolder;
let data: string;
beforeEach(async () => {
  folder = await temporaryFolder();
  data = join(folder.path, 'data');
});
afterEach(() => folder.remove());

/** The findings of `ledger status`, by what they are about. */
async function status(settings: Record<string, string>): Promise<Record<string, Omit<Finding, 'about'>>> {
  const { code, err, records } = await ledger(['status', '--json'], { environment: settings });
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return Object.fromEntries((records() as Finding[]).map(({ about, ...rest }) => [about, rest]));
}

describe('beside a service', () => {
  let service: SpawnedService;
  let settings: { DATA_DIR: string; PORT: string };
  beforeEach(async () => {
    service = await spawnService({ DATA_DIR: data });
    settings = { DATA_DIR: data, PORT: new URL(service.url).port };
    await call(service.url, 'register-extended-consent', toRegister(randomUUID(), place));
  });
  afterEach(() => service.end('SIGTERM'));

  it('says that all is well, and how far everything is', async () => {
    const found = await status(settings);
    expect(found).toMatchObject({
      Service: { state: `ready at ${service.url}/health/ready` },
      'Read model check': { state: 'at position 0, the end' },
      Store: { state: `embedded, in ${data}` },
      Ledger: { state: 'ends at position 0' },
      'Newest checkpoint': {
        state: expect.stringMatching(/^covers 1 events, to position 0; signed \d{4}-/) as string,
      },
      'Checkpoint key': { state: `private (${join(data, 'keys/checkpoint.pem')})` },
      Settings: { state: 'set: PORT, DATA_DIR' },
    });
    expect(Object.values(found).filter(({ advice }) => advice !== undefined)).toEqual([]);
    const doctor = await ledger(['doctor'], { environment: settings });
    expect(doctor).toMatchObject({ code: 0, out: 'Nothing needs attention.\n', err: '' });
  });

  it('finds a service whose log was taken from it, and a key that everyone can use', async () => {
    const key = join(data, 'keys/checkpoint.pem');
    await chmod(key, 0o644);
    await rename(join(data, 'log'), join(data, 'log-elsewhere'));
    while ((await fetch(`${service.url}/health/ready`)).status !== 503) await wait(50);
    const { code, out } = await ledger(['doctor'], { environment: settings });
    expect(code).toBe(1);
    expect(out).toContain(`Service: not ready at ${service.url}/health/ready.\n  `);
    expect(out).toContain('Ledger: cannot be opened.\n  ');
    expect(out).toContain(
      `Checkpoint key: can be used by everyone (${key}).\n  Let its owner alone use it: chmod 600 ${key}\n`,
    );
    await rename(join(data, 'log-elsewhere'), join(data, 'log'));
  });
});

describe('without a service', () => {
  // Nothing here listens on a port below 1024.
  const settings = () => ({ DATA_DIR: data, PORT: '1' });

  it('says what to do first: there is no service, no ledger and no key yet', async () => {
    expect(await status(settings())).toMatchObject({
      Service: {
        state: 'does not run at http://127.0.0.1:1/health/ready',
        advice: 'Start it, or name its HOST and PORT.',
      },
      Ledger: { state: 'cannot be opened', advice: expect.stringContaining('ledger init') as string },
      'Checkpoint key': { state: 'made at the first start' },
    });
  });

  it('shows no password of the server, and says that it refuses connections', async () => {
    const url = 'esdb://ledger:secret@127.0.0.1:1?tls=false';
    const { out } = await ledger(['status', '--json'], {
      environment: { ...settings(), EVENT_STORE_URL: url },
    });
    expect(out).toContain('"EventStoreDB at 127.0.0.1:1"');
    expect(out).not.toContain('secret');
    const found = await status({ ...settings(), EVENT_STORE_URL: url });
    expect(found.Ledger).toMatchObject({
      state: 'cannot be opened',
      advice: expect.stringContaining('127.0.0.1:1') as string,
    });
  });

  it('tells a certificate that has expired from one that will soon, and reads the register', async () => {
    const authority = await TestAuthority.create('Authority of the condition');
    const files = {
      TLS_CERTIFICATE_FILE: join(folder.path, 'a.crt'),
      TLS_KEY_FILE: join(folder.path, 'a.key'),
    };
    const CALLERS_FILE = join(folder.path, 'callers.json');
    await writeFile(CALLERS_FILE, '{}');
    const withEnd = async (to: Date) => {
      const { cert, key } = await authority.issue('CN=service', { to, host: '127.0.0.1' });
      await writeFile(files.TLS_CERTIFICATE_FILE, cert);
      await writeFile(files.TLS_KEY_FILE, key, { mode: 0o600 });
      return status({ ...settings(), ...files, CALLERS_FILE });
    };
    const expired = await withEnd(new Date(Date.now() - DAY / 2));
    expect(expired['TLS certificate']!.state).toMatch(/^expired /);
    expect(expired['TLS key']).toEqual({ state: `private (${files.TLS_KEY_FILE})` });
    expect(expired.Callers).toMatchObject({ advice: expect.stringContaining('issuers') as string });
    const soon = await withEnd(new Date(Date.now() + DAY));
    expect(soon['TLS certificate']).toMatchObject({ advice: expect.stringContaining('in time') as string });
    const late = await withEnd(new Date(Date.now() + 60 * DAY));
    expect(late['TLS certificate']).not.toHaveProperty('advice');
  });
});
