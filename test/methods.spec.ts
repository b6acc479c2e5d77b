import { request, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { once } from 'node:events';
import { soapContracts } from '../apps/api/src/contracts';
import { soapPaths } from '../apps/api/src/doors/soap';
import { startInProcess, type InProcessService } from './support/in-process-service';
import { startSignedOn, type SignedOnPortal } from './portal/support/signed-on-portal';

const OTHERS = ['PUT', 'DELETE', 'OPTIONS', 'PATCH', 'TRACE'];

interface Answer {
  readonly status: number | undefined;
  readonly allow: string | undefined;
  readonly body: string;
}

/** Sends a body that no door could read, which must not matter. */
async function send(url: string, method: string): Promise<Answer> {
  const body = ['GET', 'HEAD', 'TRACE'].includes(method) ? '' : '{';
  const headers = { 'content-type': 'x/y', 'content-length': body.length, connection: 'close' };
  const sent = request(url, { method, headers }).end(body);
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  return { status: answer.statusCode, allow: answer.headers.allow, body: await text(answer) };
}

describe('the service', () => {
  let service: InProcessService;
  beforeAll(async () => (service = await startInProcess({ SOAP_PATH_PREFIXES: '/vp' })));
  afterAll(() => service.close());

  /** Every address of the documentation, and those of the SOAP door and of operators. */
  async function addresses(): Promise<[path: string, allow: string][]> {
    const { paths } = (await (await fetch(`${service.url}/docs-json`)).json()) as {
      paths: Record<string, Record<string, object>>;
    };
    const json = Object.entries(paths).map(([path, methods]): [string, string] => [
      path.replace(/\{(?:assertionId|id)\}/, '3f0c1c9a-52f1-4f5e-9d55-0a5bb1a1c0de'),
      ['get' in methods ? 'GET, HEAD' : '', 'post' in methods ? 'POST' : ''].filter(Boolean).join(', '),
    ]);
    const soap = soapContracts.flatMap((contract) =>
      soapPaths(contract, ['/vp']).map((path): [string, string] => [path, 'GET, HEAD, POST']),
    );
    const others = [
      '/health/live',
      '/health/ready',
      '/metrics',
      '/problems',
      '/problems/bad-request',
      '/docs-json',
    ];
    return [...json, ...soap, ...others.map((path): [string, string] => [path, 'GET, HEAD'])];
  }

  it('refuses every method that an address does not have, and says which it has', async () => {
    const all = await addresses();
    expect(all.length).toBeGreaterThan(40);
    for (const [path, allow] of all) {
      const methods = [
        ...OTHERS,
        ...(allow.includes('POST') ? [] : ['POST']),
        ...(allow.includes('GET') ? [] : ['GET']),
      ];
      for (const method of methods) {
        const { body, ...answer } = await send(service.url + path, method);
        expect({ path, method, ...answer }).toEqual({ path, method, status: 405, allow });
        expect(JSON.parse(body)).toMatchObject({
          status: 405,
          code: 'method-not-allowed',
          error: 'KJF-000106',
        });
      }
    }
  });

  it('answers HEAD where there is no GET with the same head and no body', async () => {
    expect(await send(`${service.url}/v2/check-consent`, 'HEAD')).toEqual({
      status: 405,
      allow: 'POST',
      body: '',
    });
  });

  it('has nothing at other addresses, by any method', async () => {
    for (const method of [...OTHERS, 'GET', 'POST'])
      expect((await send(`${service.url}/v2/nothing`, method)).status).toBe(404);
  });
});

describe('the portal', () => {
  let portal: SignedOnPortal;
  beforeAll(async () => (portal = await startSignedOn()));
  afterAll(() => portal.close());

  it.each([
    ['/', 'DELETE', 'GET'],
    ['/health/live', 'POST', 'GET'],
    ['/sign-out', 'GET', 'POST'],
    ['/audit/decisions', 'PATCH', 'GET, POST'],
    ['/consents', 'PUT', 'GET'],
  ])('refuses at %s the method %s with a page, and says which it has', async (path, method, allow) => {
    const { body, ...answer } = await send(portal.url + path, method);
    expect(answer).toEqual({ status: 405, allow });
    expect(body).toContain('<h1');
  });
});
