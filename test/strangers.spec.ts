import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { EmbeddedEventStore, type NewEvent, type StoredEvent } from '#event-store';
import { EventStoreDbEventStore } from '#event-store/eventstoredb';
import { ProtocolServer } from './eventstoredb-protocol-server';
import { verifyInProcess } from './corruption/verify-in-process';
import { call } from './support/call';
import { startInProcess, type InProcessService } from './support/in-process-service';
import { person } from './support/people';
import { toCheck, toRegister } from './support/requests';
import { temporaryFolder, type TemporaryFolder } from './support/temporary-folder';

const unit = { careProviderId: 'SE165565594230-2000', careUnitId: 'SE165565594230-2001' };
const placeOf = (number: number) => ({ patientId: person(number), ...unit });

const event = (type: string, data: object = {}): NewEvent => ({ id: randomUUID(), type, data, metadata: {} });

const kinds = ['the embedded store', 'EventStoreDB'] as const;

describe.each(kinds)('What others wrote into the log of a ledger on %s', (kind) => {
  let folder: TemporaryFolder;
  let server: ProtocolServer;
  let service: InProcessService;
  let environment: Record<string, string>;
  beforeEach(async () => {
    folder = await temporaryFolder();
    server = await ProtocolServer.start();
    environment = { DATA_DIR: folder.path };
    if (kind === 'EventStoreDB') environment.EVENT_STORE_URL = server.url;
  });
  afterEach(async () => {
    server.die();
    await folder.remove();
  });

  async function serving<T>(work: () => Promise<T>, more: Record<string, string> = {}): Promise<T> {
    service = await startInProcess({ ...environment, ...more });
    try {
      return await work();
    } finally {
      await service.close();
    }
  }

  const register = async (number: number): Promise<string> => {
    const assertionId = randomUUID();
    const { body } = await call(
      service.url,
      'register-extended-consent',
      toRegister(assertionId, placeOf(number)),
    );
    expect(body).toMatchObject({ result: { resultCode: 'OK' } });
    return assertionId;
  };
  const hasConsent = async (number: number): Promise<unknown> => {
    const { body } = await call(service.url, 'check-consent', toCheck(placeOf(number)));
    return (body as { checkResult?: { hasConsent: boolean } }).checkResult?.hasConsent;
  };

  /** The whole log, past the ledger's own view of it. */
  async function withLog<T>(
    work: (log: EmbeddedEventStore | EventStoreDbEventStore) => Promise<T>,
  ): Promise<T> {
    const log = await (kind === 'EventStoreDB'
      ? EventStoreDbEventStore.open(server.url)
      : EmbeddedEventStore.open(join(folder.path, 'log')));
    try {
      return await work(log);
    } finally {
      await log.close();
    }
  }
  const write = (stream: string, ...events: NewEvent[]) =>
    withLog((log) => log.append(stream, 'any', events));
  const registration = (stream: string): Promise<StoredEvent> =>
    withLog(async (log) => (await log.readStream(stream))[0]!);

  it('grants nothing, stops nothing, and is no matter of the proofs', async () => {
    const first = await serving(() => register(1));
    const { data, metadata } = await registration(`consent-${first}`);
    const assertionId = randomUUID();
    const forged = { ...data, assertionId, patient: person(2) };
    await write('orders-1', { ...event('ConsentRegistered.v1', forged), metadata });
    await write('screens-1', event('ConsentScreenOpened'));
    await write(`region-b-consent-${assertionId}`, { ...event('ConsentRegistered.v1', forged), metadata });
    await serving(async () => {
      expect(await hasConsent(1)).toBe(true);
      expect(await hasConsent(2)).toBe(false);
      await register(3);
      expect(await hasConsent(3)).toBe(true);
    });
    const { findings, exitCode, summary } = await verifyInProcess(environment);
    expect(findings).toEqual([]);
    expect(exitCode).toBe(0);
    expect(summary).toMatchObject({ events: 2 });
  });

  it('costs one consent its access when it stands in the stream of that consent, and no other', async () => {
    const [spoilt] = await serving(async () => [await register(1), await register(2)]);
    await write(`consent-${spoilt}`, event('ConsentScreenOpened'));
    await serving(async () => {
      expect(await hasConsent(1)).toBe(false);
      expect(await hasConsent(2)).toBe(true);
      await register(3);
      expect(await hasConsent(3)).toBe(true);
    });
    await serving(async () => expect(await hasConsent(1)).toBe(false));
    const { findings } = await verifyInProcess(environment);
    expect(findings).toMatchObject([{ kind: 'malformed', position: expect.any(Number) }]);
  });
});

it('A damaged event in the stream of a consent costs that consent its access, and no other', async () => {
  const [folder, server] = [await temporaryFolder(), await ProtocolServer.start()];
  const environment = { DATA_DIR: folder.path, EVENT_STORE_URL: server.url };
  let service = await startInProcess(environment);
  const place = placeOf(1);
  const [spoilt, sound] = [randomUUID(), randomUUID()];
  await call(service.url, 'register-extended-consent', toRegister(spoilt, place));
  const content = {
    contentType: 'application/json',
    data: Buffer.from('{"cut'),
    metadata: Buffer.from('{}'),
  };
  const ANY_REVISION = -2;
  server.log.append(`consent-${spoilt}`, ANY_REVISION, [
    { id: randomUUID(), type: 'ConsentCancelled.v1', ...content },
  ]);
  const check = async () => (await call(service.url, 'check-consent', toCheck(place))).body;
  expect(await check()).toMatchObject({ checkResult: { hasConsent: false } });
  await service.close();
  service = await startInProcess(environment);
  expect(await check()).toMatchObject({ checkResult: { hasConsent: false } });
  await call(service.url, 'register-extended-consent', toRegister(sound, place));
  expect(await check()).toMatchObject({ checkResult: { hasConsent: true } });
  await service.close();
  server.die();
  await folder.remove();
});

it('One server carries several ledgers, told apart by their prefixes', async () => {
  const [folder, server] = [await temporaryFolder(), await ProtocolServer.start()];
  const ledgers = ['', 'region-a-', 'region-b-'].map((prefix) => ({
    DATA_DIR: join(folder.path, prefix || 'plain'),
    EVENT_STORE_URL: server.url,
    STREAM_PREFIX: prefix,
  }));
  for (const [number, environment] of ledgers.entries()) {
    const service = await startInProcess(environment);
    await call(service.url, 'register-extended-consent', toRegister(randomUUID(), placeOf(number)));
    const checks = ledgers.map(async (_, other) => {
      const { body } = await call(service.url, 'check-consent', toCheck(placeOf(other)));
      return (body as { checkResult: { hasConsent: boolean } }).checkResult.hasConsent;
    });
    expect(await Promise.all(checks)).toEqual(ledgers.map((_, other) => other === number));
    await service.close();
    expect(await verifyInProcess(environment)).toMatchObject({
      exitCode: 0,
      findings: [],
      summary: { events: 1 },
    });
  }
  server.die();
  await folder.remove();
});
