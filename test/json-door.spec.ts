import { call } from './support/call';
import { startInProcess, type InProcessService } from './support/in-process-service';

let service: InProcessService;
beforeAll(async () => (service = await startInProcess()));
afterAll(() => service.close());

it('answers a check over HTTP', async () => {
  const answer = await call(service.url, 'check-consent', {
    accessingActor: {
      employeeId: 'SE165565594230-1A2B',
      careProviderId: 'SE165565594230-1000',
      careUnitId: 'SE165565594230-1B0C',
    },
    patientId: { root: '1.2.752.129.2.1.3.1', extension: '191212121212' },
  });
  expect(answer.status).toBe(200);
  expect(answer.body).toEqual({ checkResult: { result: { resultCode: 'OK' }, hasConsent: false } });
});
