import { randomUUID } from 'node:crypto';
import { careProvider, careUnit, tolvan } from '#consent/given';
import { call } from '../support/call';
import { toRegister } from '../support/requests';
import { startInProcess, type InProcessService } from '../support/in-process-service';
import { SampleRegisters } from '../portal/browser/sample-registers';
import { PlainBrowser } from '../portal/support/browser';
import { physician, startSignedOnWith, withPatient } from '../portal/support/signed-on-portal';
import { Collector, drawn } from './collector';
import { shownTraces } from './shown-traces';

let collector: Collector;
let registers: SampleRegisters;
let service: InProcessService;

beforeAll(async () => {
  collector = await Collector.start();
  registers = await SampleRegisters.start();
  service = await startInProcess({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url });
});
afterAll(async () => {
  await registers.close();
  await collector.close();
});

it('goes from the page of the portal to the service and the registers', async () => {
  const settings = {
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    CONSENT_SERVICE_URL: service.url,
    HPR_URL: registers.hpr.url,
    ORGANISATIONS_URL: registers.organisations.url,
  };
  const place = { patientId: tolvan, careProviderId: careProvider, careUnitId: careUnit };
  await call(service.url, 'register-extended-consent', toRegister(randomUUID(), place));
  const portal = await startSignedOnWith(settings, physician(withPatient));
  const page = await new PlainBrowser(portal.url, portal.secrets[0]!).get('/consents');
  expect(page.status).toBe(200);
  await (await fetch(`${portal.url}/health/live`)).text();
  await portal.close();
  await service.close();
  const { traceId } = collector.spans.find(({ name }) => name === 'GET /consents')!;
  const spans = collector.spans.filter((span) => span.traceId === traceId);
  expect(collector.spans.filter((span) => span.traceId !== traceId)).toHaveLength(3);
  const shown = shownTraces[2]!;
  expect(drawn(spans)[0]).toBe(shown[0]);
  expect(new Set(drawn(spans))).toEqual(new Set(shown));
  const calls = spans.filter(({ kind }) => kind === 'client');
  expect(new Set(calls.map(({ service: by }) => by))).toEqual(new Set(['consent-portal']));
  expect(spans.find(({ name }) => name === 'record')!.service).toBe('consent-service');
});
