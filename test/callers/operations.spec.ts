import { startInProcess, type InProcessService } from '../support/in-process-service';
import { startRegistered } from './registered-service';

const OPERATIONAL = ['/health/live', '/health/ready', '/metrics'];
const OTHERS = ['/', '/docs', '/docs-json', '/problems', '/CheckConsent/2/rivtabp21?wsdl', '/v2/decisions'];

async function statusesAt(url: string, paths: readonly string[]): Promise<number[]> {
  const answers = paths.map(async (path) => {
    const response = await fetch(url + path, { redirect: 'manual' });
    await response.arrayBuffer();
    return response.status;
  });
  return Promise.all(answers);
}

describe('with a port of their own', () => {
  let service: InProcessService;
  beforeAll(
    async () => void (service = await startInProcess({ OPERATIONS_PORT: '0', CALLER_RIGHTS: 'audit' })),
  );
  afterAll(() => service.close());

  it('health and metrics are there and nowhere else', async () => {
    expect(await statusesAt(service.operationsUrl!, OPERATIONAL)).toEqual([200, 200, 200]);
    expect(await statusesAt(service.url, OPERATIONAL)).toEqual([404, 404, 404]);
  });

  it('nothing else is there', async () => {
    expect(await statusesAt(service.operationsUrl!, OTHERS)).toEqual(OTHERS.map(() => 404));
    expect(await statusesAt(service.url, OTHERS)).toEqual([302, 200, 200, 200, 200, 200]);
    const check = { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } };
    expect((await fetch(`${service.operationsUrl}/v2/check-consent`, check)).status).toBe(404);
  });
});

it('nobody is asked there who calls, and callers still are', async () => {
  const service = await startRegistered([{ clientId: 'a' }], { OPERATIONS_PORT: '0' });
  expect(await statusesAt(service.operationsUrl!, ['/metrics'])).toEqual([200]);
  expect(await statusesAt(service.url, ['/metrics', '/v2/decisions'])).toEqual([404, 401]);
  await service.close();
});

it('without the setting they stay where callers are', async () => {
  const service = await startInProcess();
  expect([service.operationsUrl, await statusesAt(service.url, OPERATIONAL)]).toEqual([
    null,
    [200, 200, 200],
  ]);
  await service.close();
});
