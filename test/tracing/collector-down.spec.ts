import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { checkConsentExample } from '#contracts';
import { eventually } from '../portal/browser/eventually';
import { call } from '../support/call';
import { spawnService, type SpawnedService } from '../support/spawned-service';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';
import { Collector, drawn } from './collector';

let folder: TemporaryFolder;

beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => folder.remove());

const start = (endpoint: string, more: Record<string, string> = {}): Promise<SpawnedService> =>
  spawnService({ DATA_DIR: folder.path, OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, ...more });

const check = async ({ url }: SpawnedService) =>
  expect((await call(url, 'check-consent', checkConsentExample)).status).toBe(200);

it('sends what is left when the service is stopped, and has the trace in the line of the request', async () => {
  const collector = await Collector.start();
  // The end of the process waits for the collector for some seconds only: on a machine that is busy, that is tried again.
  const service = await eventually(async () => {
    const stopped = await start(collector.url);
    await check(stopped);
    expect(await stopped.end('SIGTERM')).toBe(0);
    return collector.spans.length > 0 ? stopped : undefined;
  }, 'span of a service that was stopped');
  expect(drawn(collector.spans)).toHaveLength(4);
  const line = service.log.find((each) => each.includes('"message":"request"'));
  expect((JSON.parse(line!) as { traceId: string }).traceId).toBe(collector.spans[0]!.traceId);
  await collector.close();
});

it('goes on without a collector, and says so', async () => {
  const collector = await Collector.start();
  await collector.close();
  const service = await start(collector.url);
  await check(service);
  expect(await service.end('SIGTERM')).toBe(0);
});

it('stops in time though the collector never answers', async () => {
  const silent = createServer(() => undefined).listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const service = await start(`http://127.0.0.1:${(silent.address() as AddressInfo).port}`, {
    SHUTDOWN_DEADLINE_MS: '60000',
  });
  await check(service);
  expect(await service.end('SIGTERM')).toBe(0);
  silent.close();
});
