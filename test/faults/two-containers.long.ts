import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { SpawnedProtocolServer } from '../eventstoredb-protocol-server';
import { call } from '../support/call';
import { ledger } from '../support/ledger-cli';
import { describeWith } from '../support/machine-part';
import { asContainer, namespaces } from '../support/namespaces';
import { person } from '../support/people';
import { projectFolder } from '../support/project-folder';
import { toCheck, toRegister } from '../support/requests';
import { spawnService, type SpawnedService } from '../support/spawned-service';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';

const place = { patientId: person(1), careProviderId: 'SE165565594230-1', careUnitId: 'SE165565594230-11' };

/** LMDB tries for ten seconds to get what another process has. */
const TEN_SECONDS = 10_000;

/** Runs a built main file to its end in a container of its own. */
async function runInContainer(main: string, args: readonly string[], environment: Record<string, string>) {
  const [command, ...options] = [
    ...asContainer,
    process.execPath,
    join(projectFolder, 'dist/apps', main),
    ...args,
  ];
  const child = spawn(command!, options, {
    env: { PATH: process.env.PATH, PORT: '0', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'close') as Promise<[number | null]>;
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { code, out, err };
}

const inAnother =
  /cannot be opened: it is open in another container, by a process that has the number 1 there as this one/;

describeWith(namespaces, () => {
  let folder: TemporaryFolder;
  let service: SpawnedService;

  beforeEach(async () => {
    folder = await temporaryFolder();
  });
  afterEach(async () => {
    // The signal is for `unshare`, which a container's first process does not outlive.
    await service.end('SIGKILL');
    await folder.remove();
  });

  it('a second container on the folder of the first is refused by name, and the first goes on meanwhile', async () => {
    const environment = { DATA_DIR: folder.path };
    service = await spawnService(environment, asContainer);
    const second = runInContainer('api/src/main.js', [], environment);
    let longest = 0;
    for (let registered = 0; registered < 20; registered += 1) {
      const begun = performance.now();
      const request = toRegister(crypto.randomUUID(), { ...place, patientId: person(registered + 1) });
      expect((await call(service.url, 'register-extended-consent', request)).status).toBe(201);
      longest = Math.max(longest, performance.now() - begun);
    }
    expect(longest).toBeLessThan(TEN_SECONDS);
    const { code, err } = await second;
    expect({ code, err }).toEqual({ code: 1, err: expect.stringMatching(inAnother) });
    expect(err).toMatch(/^The consent ledger cannot start\.\nThe log at .*\n$/);
  });

  it('a command in a container of its own is refused in the same words, and one beside the service works', async () => {
    const environment = { DATA_DIR: folder.path };
    service = await spawnService(environment, asContainer);
    await call(service.url, 'register-extended-consent', toRegister(crypto.randomUUID(), place));
    const { code, err } = await runInContainer('ledger/src/main.js', ['sign-ons'], environment);
    expect({ code, err }).toEqual({ code: 3, err: expect.stringMatching(/^The log at .*\n$/) });
    expect(err).toMatch(inAnother);
    expect(await ledger(['sign-ons'], { environment })).toMatchObject({ code: 0, err: '' });
  });

  it('a container starts on the folder when the first has gone, however that ended', async () => {
    const environment = { DATA_DIR: folder.path };
    const first = await spawnService(environment, asContainer);
    await call(first.url, 'register-extended-consent', toRegister(crypto.randomUUID(), place));
    await first.end('SIGKILL');
    service = await spawnService(environment, asContainer);
    expect((await call(service.url, 'check-consent', toCheck(place))).body).toMatchObject({
      checkResult: { hasConsent: true },
    });
  });

  it('with EventStoreDB the folder of the read models is refused in the same words, and one of its own works', async () => {
    const server = await SpawnedProtocolServer.start();
    const environment = { EVENT_STORE_URL: server.url, DATA_DIR: folder.path };
    service = await spawnService(environment, asContainer);
    const { code, err } = await runInContainer('api/src/main.js', [], environment);
    expect({ code, err }).toEqual({
      code: 1,
      err: expect.stringMatching(/^The consent ledger cannot start\.\nThe read models in .*\n$/),
    });
    expect(err).toMatch(inAnother);
    const other = await temporaryFolder();
    const neighbour = await spawnService({ ...environment, DATA_DIR: other.path }, asContainer);
    await neighbour.end('SIGKILL');
    await other.remove();
    await server.stop();
  });
});
