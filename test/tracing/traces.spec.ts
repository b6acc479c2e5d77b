import { randomUUID } from 'node:crypto';
import { rename } from 'node:fs/promises';
import { join } from 'node:path';

import { checkConsentExample, registerExtendedConsentExample } from '#contracts';
import { call } from '../support/call';
import { startInProcess, type InProcessService } from '../support/in-process-service';
import { soapCall } from '../support/soap-call';
import { envelope, messageOf, soapContract } from '../support/soap-message';
import { Collector, drawn, type ExportedSpan } from './collector';
import { shownTraces } from './shown-traces';

let collector: Collector;

beforeAll(async () => {
  collector = await Collector.start();
});
afterAll(() => collector.close());

/** What a service exports that answers requests and stops then, once there are so many spans. */
async function exported(
  count: number,
  requests: (service: InProcessService) => Promise<unknown>,
  settings: Record<string, string> = {},
): Promise<ExportedSpan[]> {
  collector.bodies.length = 0;
  const service = await startInProcess({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, ...settings });
  await requests(service);
  await service.close();
  return collector.spansOnce(count);
}

const register = (url: string, headers?: Record<string, string>) =>
  call(
    url,
    'register-extended-consent',
    { ...registerExtendedConsentExample, assertionId: randomUUID() },
    headers,
  );

const check = (url: string, headers?: Record<string, string>) =>
  call(url, 'check-consent', checkConsentExample, headers);

const checkBySoap = (url: string, headers?: Record<string, string>) => {
  const contract = soapContract('CheckConsent');
  return soapCall(url, contract, envelope(messageOf(contract, checkConsentExample)), headers);
};

const [checkShown, registrationShown] = shownTraces;

const [TRACE, PARENT] = ['4bf92f3577b34da6a3ce929d0e0e4736', '00f067aa0ba902b7'];

it('shows what a command does, as the documentation has it', async () => {
  const spans = await exported(3, ({ url }) => register(url));
  expect(drawn(spans)).toEqual(registrationShown);
  expect(spans.map(({ kind }) => kind).sort()).toEqual(['internal', 'internal', 'server']);
  expect(new Set(spans.map(({ traceId }) => traceId)).size).toBe(1);
  expect(spans.find(({ kind }) => kind === 'server')!.facts).toEqual({
    'http.request.method': 'POST',
    'http.route': '/v2/register-extended-consent',
    'http.response.status_code': 201,
    'consent.contract': 'RegisterExtendedConsent',
    'consent.door': 'json',
    'consent.result': 'OK',
  });
});

it('shows what a question waits for, as the documentation has it', async () => {
  const spans = await exported(4, ({ url }) => check(url));
  expect(drawn(spans)).toEqual(checkShown);
});

it('shows the same of a question by SOAP', async () => {
  const spans = await exported(4, ({ url }) => checkBySoap(url));
  const [door, ...below] = drawn(spans.filter(({ facts }) => facts['http.request.method'] !== 'GET'));
  expect(door).toMatch(/^POST \/.*CheckConsent/);
  expect(below).toEqual(checkShown!.slice(1));
  expect(spans.find(({ name }) => name === door)!.facts).toMatchObject({
    'consent.contract': 'CheckConsent',
    'consent.door': 'soap',
    'consent.result': 'OK',
  });
});

it('keeps the spans of requests that overlap apart', async () => {
  const spans = await exported(70, ({ url }) =>
    Promise.all(Array.from({ length: 20 }, (_, index) => (index % 2 ? check(url) : register(url)))),
  );
  const traces = [...new Set(spans.map(({ traceId }) => traceId))].map(
    (id) => drawn(spans.filter(({ traceId }) => traceId === id)).length,
  );
  expect(traces.sort()).toEqual([...Array<number>(10).fill(3), ...Array<number>(10).fill(4)]);
});

it('says of a request that failed which part did', async () => {
  const spans = await exported(3, async (service) => {
    await rename(join(service.dataDirectory, 'log'), join(service.dataDirectory, 'gone'));
    expect((await register(service.url)).status).toBe(503);
    await rename(join(service.dataDirectory, 'gone'), join(service.dataDirectory, 'log'));
  });
  expect(spans.map(({ name, hasFailed }) => [name, hasFailed])).toEqual([
    ['append', true],
    ['command RegisterExtendedConsent', true],
    ['POST /v2/register-extended-consent', true],
  ]);
  expect(spans[0]!.facts['error.type']).toBe('StoreUnavailable');
});

it('has no traces of health and metrics, and one of what nobody answers', async () => {
  const spans = await exported(1, async ({ url }) => {
    for (const path of ['/health/ready', '/metrics', '/nowhere']) await (await fetch(url + path)).text();
  });
  expect(spans.map(({ name, facts }) => [name, facts['http.response.status_code']])).toEqual([['GET', 404]]);
});

describe('a trace that a caller began', () => {
  const traceparent = `00-${TRACE}-${PARENT}-01`;

  it.each([
    ['json', check],
    ['soap', checkBySoap],
  ])('goes on by %s, with what the systems of the caller have added to it', async (_door, ask) => {
    const spans = await exported(4, ({ url }) => ask(url, { traceparent, tracestate: 'vendor=a1,other=b2' }));
    const [door] = spans.filter(({ kind, traceId }) => kind === 'server' && traceId === TRACE);
    expect(door).toMatchObject({ parentSpanId: PARENT, traceState: 'vendor=a1,other=b2' });
    expect(drawn(spans.filter(({ traceId }) => traceId === TRACE))).toHaveLength(4);
  });

  it('is not recorded when the caller does not record it, whatever share is', async () => {
    const unsampled = { traceparent: `00-${TRACE}-${PARENT}-00` };
    const spans = await exported(4, async ({ url }) => {
      await check(url, unsampled);
      await check(url);
    });
    expect([spans.length, spans.some(({ traceId }) => traceId === TRACE)]).toEqual([4, false]);
  });

  it('is recorded by the share alone, so that no caller decides how much is', async () => {
    const spans = await exported(
      0,
      async ({ url }) => {
        await check(url);
        await check(url, { traceparent });
      },
      { OTEL_TRACES_SAMPLER_ARG: '0' },
    );
    expect(spans).toEqual([]);
  });

  it.each([
    ['malformed', 'not-a-trace'],
    ['of no version', `ff-${TRACE}-${PARENT}-01`],
    ['without a trace', `00-${'0'.repeat(32)}-${PARENT}-01`],
    ['without a span', `00-${TRACE}-${'0'.repeat(16)}-01`],
    ['in capitals', `00-${TRACE.toUpperCase()}-${PARENT}-01`],
    ['too long', `${traceparent}-00`],
    ['a personal identity', `00-191212121212aaaaaaaaaaaaaaaaaaaa-${PARENT}-01`],
    ['of a span that is a personal identity', `00-${TRACE}-aaaa191212121212-01`],
  ])('is another one where its header is %s', async (_fault, wrong) => {
    const spans = await exported(4, ({ url }) => check(url, { traceparent: wrong }));
    expect(spans).toHaveLength(4);
    const [door] = spans.filter(({ kind }) => kind === 'server');
    expect(door!.parentSpanId).toBeUndefined();
    expect(wrong).not.toContain(door!.traceId);
  });

  it('loses what was added to it when that holds a personal identity', async () => {
    const spans = await exported(4, ({ url }) =>
      check(url, { traceparent, tracestate: 'vendor=19121212-1212' }),
    );
    expect(spans.map(({ traceId, traceState }) => [traceId, traceState])).toEqual(
      Array(4).fill([TRACE, undefined]),
    );
  });
});

it('sends the headers of the settings, and the name', async () => {
  const spans = await exported(4, ({ url }) => check(url), {
    OTEL_EXPORTER_OTLP_HEADERS: 'api-key=a%20secret,tenant=region',
    OTEL_SERVICE_NAME: 'consents-west',
  });
  expect(collector.headers.at(-1)).toMatchObject({ 'api-key': 'a secret', tenant: 'region' });
  expect(collector.paths.at(-1)).toBe('/v1/traces');
  expect(new Set(spans.map(({ service }) => service))).toEqual(new Set(['consents-west']));
});
