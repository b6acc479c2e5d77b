import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { createLogger, transports } from 'winston';
import { openTracing, readConfig, type Tracing } from '#platform';
import { eventually } from '../portal/browser/eventually';
import { serveOnLoopback } from '../support/loopback-server';
import { Collector } from './collector';

/** So many are sent as soon as there are as many. */
const TOGETHER = 512;
const WAITING_AT_MOST = 2048;

async function tracingTo(url: string) {
  let logged = '';
  const stream = new PassThrough().on('data', (line) => (logged += String(line)));
  const log = createLogger({ transports: [new transports.Stream({ stream })] });
  const config = readConfig({ OTEL_EXPORTER_OTLP_ENDPOINT: `${url}/`, SHUTDOWN_DEADLINE_MS: '4000' });
  const tracing = await openTracing(config, { name: 'tried', isPrivate: () => false }, log);
  return {
    tracing: tracing!,
    messages: () => [...logged.matchAll(/"message":"([^"]*)"/g)].map(([, text]) => text),
  };
}

function endSpans(tracing: Tracing, count: number): void {
  for (let index = 0; index < count; index++) tracing.receive('GET', {}).end(200, {});
}

it('warns once of a collector that refuses, and says when it takes traces again', async () => {
  const collector = await Collector.start();
  const { tracing, messages } = await tracingTo(collector.url);
  const sent = async (status: number) => {
    collector.status = status;
    const before = collector.paths.length;
    endSpans(tracing, TOGETHER);
    await eventually(() => (collector.paths.length > before ? true : undefined), 'batch');
  };
  for (const status of [400, 400, 200, 200, 400]) await sent(status);
  await tracing.close();
  await collector.close();
  expect(messages()).toEqual([
    'The collector does not take traces: they are lost until it does.',
    'The collector takes traces again.',
    'The collector does not take traces: they are lost until it does.',
  ]);
});

it('keeps no more spans for a collector that is slow than the bound, and drops the others', async () => {
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  const received: number[] = [];
  const server = await serveOnLoopback((request, response) => {
    let body = '';
    request.on('data', (part) => (body += String(part)));
    void Promise.all([once(request, 'end'), held]).then(() => {
      received.push(body.split('"spanId"').length - 1);
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  });
  const { tracing } = await tracingTo(server.url);
  endSpans(tracing, 10_000);
  release();
  await tracing.close();
  const total = () => received.reduce((sum, count) => sum + count, 0);
  await eventually(() => (total() >= WAITING_AT_MOST ? true : undefined), 'spans that waited');
  await server.close();
  expect(total()).toBeLessThanOrEqual(WAITING_AT_MOST + TOGETHER);
});

it('ends a span whose work throws at once, and says what kind of error it was', async () => {
  const collector = await Collector.start();
  const { tracing } = await tracingTo(collector.url);
  const request = tracing.receive('GET', {});
  const work = () => {
    throw new TypeError('about 191212121212');
  };
  await expect(request.inside(() => tracing.within('part', {}, work))).rejects.toThrow(TypeError);
  request.end(500, {});
  await tracing.close();
  const spans = await collector.spansOnce(2);
  expect(spans.map(({ name, hasFailed, facts }) => [name, hasFailed, facts['error.type']])).toEqual([
    ['part', true, 'TypeError'],
    ['GET', true, undefined],
  ]);
  expect(collector.bodies.join()).not.toContain('191212121212');
  await collector.close();
});
