import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { ProtocolServer } from './eventstoredb-protocol-server';
import { call } from './support/call';
import { startInProcess, type InProcessService } from './support/in-process-service';
import { person } from './support/people';
import { toCheck, toRegister } from './support/requests';
import { temporaryFolder } from './support/temporary-folder';

const place = {
  patientId: person(1),
  careProviderId: 'SE165565594230-2000',
  careUnitId: 'SE165565594230-2001',
};

it.each([
  ['is empty', 0],
  ['holds other events', 7],
])('A service on a server whose older backup %s says that the log has lost its end', async (_, events) => {
  const [folder, server] = [await temporaryFolder(), await ProtocolServer.start()];
  const service = await startInProcess({ DATA_DIR: folder.path, EVENT_STORE_URL: server.url });
  await call(service.url, 'register-extended-consent', toRegister(randomUUID(), place));
  await service.close();
  server.die();
  const older = await ProtocolServer.start({ systemEventEvery: 1 });
  const content = {
    contentType: 'application/json',
    data: Buffer.from('{"a":1}'),
    metadata: Buffer.from('{}'),
  };
  const ANY_REVISION = -2;
  for (let written = 0; written < events; written++)
    older.log.append('orders-1', ANY_REVISION, [{ id: randomUUID(), type: 'Ordered', ...content }]);
  const starting = startInProcess({ DATA_DIR: folder.path, EVENT_STORE_URL: older.url });
  await expect(starting).rejects.toThrow(
    /The log has lost its end: it holds no event.* Position 0 is missing/,
  );
  older.die();
  await folder.remove();
});

describe('An older backup that is restored beneath a running service', () => {
  const DEADLINE = 5000;
  let server: ProtocolServer;
  let service: InProcessService;
  beforeEach(async () => {
    server = await ProtocolServer.start();
    service = await startInProcess({
      EVENT_STORE_URL: server.url,
      APPEND_DEADLINE_MS: String(DEADLINE),
      READ_DEADLINE_MS: '5000',
    });
  });
  afterEach(async () => {
    await service.close();
    server.die();
  });

  const ready = async () => (await fetch(`${service.url}/health/ready`)).status;
  const check = () => call(service.url, 'check-consent', toCheck(place));
  const register = (assertionId: string) =>
    call(service.url, 'register-extended-consent', toRegister(assertionId, place));
  const append = (stream: string, id: string, type: string) => {
    const [data, metadata] = [Buffer.from('{}'), Buffer.from('{}')];
    server.log.append(stream, -2, [{ id, type, contentType: 'application/json', data, metadata }]);
  };

  const restored: [string, () => void][] = [
    ['is empty', () => server.log.restoreBackup(1)],
    ['ends before the consent', () => server.log.restoreBackup(2)],
    [
      'has another event in its place',
      () => {
        const at = server.log.records.findIndex(({ stream }) => stream.startsWith('consent-'));
        server.log.restoreBackup(at);
        append('orders-1', randomUUID(), 'Ordered');
      },
    ],
    [
      'has grown past its place since',
      () => {
        server.log.restoreBackup(2);
        for (let written = 0; written < 30; written++) append('orders-1', randomUUID(), 'Ordered');
      },
    ],
  ];

  it.each(restored)('that %s: nobody is answered from the lost events, for ever', async (_, restore) => {
    append('orders-1', randomUUID(), 'Ordered');
    expect((await register(randomUUID())).status).toBe(201);
    let before = await check();
    while (before.status === 503) before = await check();
    expect(before.body).toMatchObject({ checkResult: { hasConsent: true } });
    server.die();
    restore();
    await server.comeBack();
    const end = performance.now() + DEADLINE + 2000;
    while (performance.now() < end) {
      expect((await check()).status).toBe(503);
      await delay(100);
    }
    expect(await ready()).toBe(503);
    for (let written = 0; written < 50; written++) append('orders-2', randomUUID(), 'Ordered');
    expect((await check()).status).toBe(503);
    expect((await register(randomUUID())).status).toBe(503);
    expect(await ready()).toBe(503);
  });
});
