import { randomUUID } from 'node:crypto';
import type { Decision } from '#audit';
import { parseLocalTime } from '#consent';
import { tolvan } from '#consent/given';
import { NO_POSITION } from '#event-store';
import { ProtocolServer } from '../eventstoredb-protocol-server';
import { call } from '../support/call';
import { startInProcess } from '../support/in-process-service';
import { toCheck, toRegister } from '../support/requests';
import { soapCall } from '../support/soap-call';
import { envelope, messageOf, soapContract } from '../support/soap-message';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';
import { keptDecisions } from './kept-decisions';

const NOON = parseLocalTime('2026-03-02T12:00:00')!;
const CALLER = 'SE165565594230-9001';
const PROVIDER = 'SE165565594230-1000';
const place = { patientId: { ...tolvan }, careProviderId: PROVIDER, careUnitId: `${PROVIDER.slice(0, -1)}1` };
const elsewhere = { ...place, careUnitId: `${PROVIDER.slice(0, -1)}2` };
const foreign = { ...place, careProviderId: 'SE165565594230-2000' };

let folder: TemporaryFolder;
let server: ProtocolServer | null = null;

beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(async () => {
  server?.die();
  server = null;
  await folder.remove();
});

async function start(store: string, environment: Record<string, string> = {}) {
  server = store === 'EventStoreDB' ? await ProtocolServer.start() : null;
  const settings = { DATA_DIR: folder.path, CALLER_ID: CALLER, CALLER_CARE_PROVIDERS: PROVIDER };
  return startInProcess(
    { ...settings, ...(server && { EVENT_STORE_URL: server.url }), ...environment },
    () => NOON,
  );
}

const kept = () => keptDecisions(server ? { server } : { folder: folder.path });

const positionIn = (headers: Headers): number => Number(headers.get('x-ledger-position'));

/** What is the same in every record of this test. */
const recorded = (
  door: Decision['door'],
  correlationId: string,
): Omit<Decision, 'position' | 'careUnitId'> => ({
  id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-/) as string,
  decidedAt: NOON,
  patient: tolvan,
  employeeId: 'SE165565594230-1A2B',
  careProviderId: PROVIDER,
  result: 'OK',
  hasConsent: false,
  callerId: CALLER,
  correlationId,
  door,
});

describe.each(['the embedded store', 'EventStoreDB'])('on %s', (store) => {
  it('every check is recorded, as answered: granted, denied, and refused for lack of rights', async () => {
    const service = await start(store);
    const assertionId = randomUUID();
    await call(service.url, 'register-extended-consent', toRegister(assertionId, place));
    const headers = {
      'x-skltp-correlation-id': 'of-the-first',
      'x-rivta-original-serviceconsumer-hsaid': 'SE165565594230-9002',
      'x-rivta-acting-on-behalf-of-hsaid': 'SE165565594230-9003',
    };
    const yes = await call(service.url, 'check-consent', toCheck(place), headers);
    const no = await call(service.url, 'check-consent', toCheck(elsewhere), {
      'x-skltp-correlation-id': '2',
    });
    await call(service.url, 'check-consent', toCheck(foreign), { 'x-skltp-correlation-id': '3' });
    await call(service.url, 'check-consent', toCheck({ ...place, careUnitId: '' }));
    await service.close();
    expect(await kept()).toStrictEqual([
      {
        ...recorded('json', 'of-the-first'),
        position: positionIn(yes.headers),
        careUnitId: place.careUnitId,
        hasConsent: true,
        assertionType: 'Consent',
        assertionId,
        originalConsumer: 'SE165565594230-9002',
        onBehalfOf: 'SE165565594230-9003',
      },
      { ...recorded('json', '2'), position: positionIn(no.headers), careUnitId: elsewhere.careUnitId },
      {
        ...recorded('json', '3'),
        position: NO_POSITION,
        careUnitId: place.careUnitId,
        careProviderId: foreign.careProviderId,
        result: 'ACCESSDENIED',
        denial: 'care-provider',
      },
    ]);
  });

  it('a check through the SOAP door is recorded like one through the other', async () => {
    const service = await start(store);
    const soap = soapContract('CheckConsent');
    const body = envelope(messageOf(soap, toCheck(place)));
    const answer = await soapCall(service.url, soap, body, { 'x-skltp-correlation-id': 'soap' });
    await service.close();
    expect(answer.status).toBe(200);
    const position = answer.headers.get('x-ledger-position');
    expect(await kept()).toStrictEqual([
      {
        ...recorded('soap', 'soap'),
        position: position === null ? NO_POSITION : Number(position),
        careUnitId: place.careUnitId,
      },
    ]);
  });

  it('buffered decisions are written before the service has stopped', async () => {
    const service = await start(store, { DECISION_LOG: 'buffered' });
    await Promise.all(Array.from({ length: 30 }, () => call(service.url, 'check-consent', toCheck(place))));
    await service.close();
    expect(await kept()).toHaveLength(30);
  });

  it('nothing is recorded when it is off', async () => {
    const service = await start(store, { DECISION_LOG: 'off' });
    await call(service.url, 'check-consent', toCheck(place));
    await service.close();
    expect(await kept()).toEqual([]);
  });

  it('a repeated request with an idempotency key is a decision each time', async () => {
    const service = await start(store);
    for (let time = 0; time < 2; time++)
      await call(service.url, 'check-consent', toCheck(place), { 'idempotency-key': 'again' });
    await service.close();
    const ids = (await kept()).map(({ id }) => id);
    expect(new Set(ids).size).toBe(2);
  });
});
