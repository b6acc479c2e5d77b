import { randomUUID } from 'node:crypto';
import { careProvider, careUnit, tolvan } from '#consent/given';
import { call } from '../support/call';
import { toRegister } from '../support/requests';
import { startInProcess, type InProcessService } from '../support/in-process-service';
import { eventually } from '../portal/browser/eventually';
import { SampleRegisters } from '../portal/browser/sample-registers';
import { PlainBrowser } from '../portal/support/browser';
import { physician, startSignedOnWith, withPatient } from '../portal/support/signed-on-portal';
import { Collector, drawn, type ExportedSpan } from './collector';
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

/** The trace of the page, once it has every span that is shown, and that of the registration has come, too. */
function pageTrace(): ExportedSpan[] | undefined {
  const page = collector.spans.find(({ name }) => name === 'GET /consents');
  const spans = collector.spans.filter(({ traceId }) => traceId === page?.traceId);
  const isWhole = shownTraces[2]!.every((line) => drawn(spans).includes(line));
  return isWhole && collector.spans.length >= spans.length + 3 ? spans : undefined;
}

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
  const shown = shownTraces[2]!;
  const spans = await eventually(pageTrace, 'trace from the page to all that it asks');
  expect(collector.spans.length - spans.length).toBe(3);
  expect(drawn(spans)[0]).toBe(shown[0]);
  expect(new Set(drawn(spans))).toEqual(new Set(shown));
  const calls = spans.filter(({ kind }) => kind === 'client');
  expect(new Set(calls.map(({ service: by }) => by))).toEqual(new Set(['consent-portal']));
  expect(spans.find(({ name }) => name === 'record')!.service).toBe('consent-service');
});
