import { randomUUID } from 'node:crypto';
import { ProtocolServer } from './eventstoredb-protocol-server';
import { call } from './support/call';
import { startInProcess, type InProcessService } from './support/in-process-service';
import { person } from './support/people';
import { toCancel, toCheck, toRegister } from './support/requests';

const place = {
  patientId: person(1),
  careProviderId: 'SE165565594230-2000',
  careUnitId: 'SE165565594230-2001',
};
const assertionId = randomUUID();

let server: ProtocolServer;
let service: InProcessService;
beforeEach(async () => {
  server = await ProtocolServer.start();
  service = await startInProcess({ EVENT_STORE_URL: server.url });
  await call(service.url, 'register-extended-consent', toRegister(assertionId, place));
});
afterEach(async () => {
  await service.close();
  server.die();
});

const register = () => call(service.url, 'register-extended-consent', toRegister(assertionId, place));
const cancel = () => call(service.url, 'cancel-extended-consent', toCancel(assertionId));
const hasConsent = async () => {
  const { body } = await call(service.url, 'check-consent', toCheck(place));
  return (body as { checkResult: { hasConsent: boolean } }).checkResult.hasConsent;
};

it('A consent whose stream was deleted on the server is not one that never was', async () => {
  server.log.delete(`consent-${assertionId}`, 'softly');
  expect((await cancel()).status).toBe(500);
  expect(await hasConsent()).toBe(true);
});

it('A cancelled consent whose stream was deleted on the server cannot be registered into a yes', async () => {
  expect((await cancel()).status).toBe(200);
  server.log.delete(`consent-${assertionId}`, 'softly');
  expect((await register()).status).toBe(500);
  expect((await register()).status).toBe(500);
  expect(await hasConsent()).toBe(false);
});
