import { rights } from '#callers';
import { codeOf, pageAt, tableUnder } from '../support/pages';
import { envelope, messageOf, soapContract } from '../support/soap-message';
import { faultIn, type SoapAnswer } from '../support/soap-call';
import { contractAt, isFhir, isSoap, rightOf } from './addresses';
import { falseProofs, type FalseProof } from './false-proofs';
import { fhirMessage } from './fhir-messages';
import { startRegistered, type RegisteredService } from './registered-service';
import type { Route } from './routes';

const page = pageAt('docs/callers.md');
const PERMITTED = 'permitted';

let service: RegisteredService;
beforeAll(async () => {
  const onlyOne = rights.map((right) => ({ clientId: `only-${right}`, rights: [right] }));
  const allButOne = rights.map((right) => ({
    clientId: `all-but-${right}`,
    rights: rights.filter((other) => other !== right),
  }));
  service = await startRegistered([{ clientId: PERMITTED }, ...onlyOne, ...allButOne], {
    SOAP_PATH_PREFIXES: '/vp',
  });
});
afterAll(() => service.close());

const closed = (): readonly Route[] => service.routes.filter(({ access }) => access !== 'open');
const addressOf = ({ url }: Route): string =>
  url.replace(/:(?:assertionId|id)$/, '3f0c1c9a-52f1-4f5e-9d55-0a5bb1a1c0de');

/** Bodies are of no kind that any door reads, so that a refusal can only come before they are. */
async function send(route: Route, headers: Record<string, string>) {
  const { method } = route;
  const response = await fetch(service.url + addressOf(route), {
    method,
    headers: { ...headers, ...(method === 'POST' && { 'content-type': 'x/y' }) },
    ...(method === 'POST' && { body: '{' }),
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

interface FhirRefusal {
  readonly issue: [{ details: { coding: [{ code: string }] }; diagnostics: string }];
}

const shownIn = (route: Route, { status, headers, text }: SoapAnswer) => {
  const isBearer = headers.get('www-authenticate')?.startsWith('Bearer realm="consent-ledger"');
  if (isSoap(route)) {
    const { faultcode, faultstring } = faultIn({ status, headers, text });
    return { status, isBearer, code: faultcode, says: faultstring };
  }
  if (isFhir(route)) {
    const { issue } = JSON.parse(text) as FhirRefusal;
    const [{ details, diagnostics }] = issue;
    return { status, isBearer, code: details.coding[0].code, says: diagnostics };
  }
  const { code, detail } = JSON.parse(text) as { code: string; detail: string };
  return { status, isBearer, code, says: detail };
};

describe.each(falseProofs)('$what', ({ authorization, answer }: FalseProof) => {
  it('is refused at every address that is not open, before the body is read', async () => {
    const proof = await authorization(service.issuer, PERMITTED);
    expect(closed().length).toBeGreaterThan(40);
    for (const route of closed()) {
      const sent = await send(route, proof === null ? {} : { authorization: proof });
      const isAt = isSoap(route)
        ? { status: 500, code: 'soap:Client', says: expect.stringContaining(answer) as string }
        : {
            status: 401,
            code: 'not-authenticated',
            says: expect.stringMatching(`^${escaped(answer)}`) as string,
          };
      expect([route.url, shownIn(route, sent)]).toEqual([route.url, { ...isAt, isBearer: true }]);
      if (proof !== null && proof.length > 20) expect(sent.text).not.toContain(proof.slice(7, 40));
    }
  });
});

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

describe('a good token', () => {
  it('is let through at every address', async () => {
    for (const route of closed()) {
      const { status, text } = await send(route, await service.proofOf(PERMITTED));
      expect([route.url, status, /not-authenticated|KJF-000114/.test(text)]).toEqual([
        route.url,
        status,
        false,
      ]);
      expect([401, 403]).not.toContain(status);
    }
  });

  it('may have ended 20 seconds ago, by a clock that is ahead', async () => {
    const late = await service.proofOf(PERMITTED, { exp: Math.floor(Date.now() / 1000) - 20 });
    const metrics = { method: 'GET', url: '/metrics', access: undefined };
    expect((await send(metrics, late)).status).toBe(200);
  });
});

describe('the page', () => {
  it('has every false proof with its answer', () => {
    const rows = tableUnder('Tokens that prove nothing', page);
    expect(rows).toEqual(falseProofs.map(({ what, answer }) => [what, answer]));
  });

  it('has every address with who may use it, and no other', () => {
    const rows = tableUnder('Who may use which address', page).map(
      ([address, who]) => [patternOf(codeOf(address)), who!] as const,
    );
    for (const route of service.routes) {
      const own = rows.filter(([pattern]) => pattern.test(`${route.method} ${route.url}`));
      expect([route, own.map(([, who]) => who)]).toEqual([route, [whoMayUse(route)]]);
    }
    const called = service.routes.map(({ method, url }) => `${method} ${url}`);
    const unused = rows.filter(([pattern]) => !called.some((route) => pattern.test(route)));
    expect(unused).toEqual([]);
  });
});

const patternOf = (address: string): RegExp =>
  new RegExp(
    `^${address
      .replaceAll('$', '\\$')
      .replaceAll('…', '.*')
      .replaceAll(/\{\w+\}/g, '\\w+')}$`,
  );

const whoMayUse = (route: Route): string => {
  if (route.access === 'open') return 'everybody';
  if (route.url === '/fhir/Consent/_search')
    return 'callers with the right `read`; without a care provider, `patient`';
  return isSoap(route)
    ? 'callers with the right of the contract (PingForConfiguration: every caller)'
    : `callers with the right \`${rightOf(route)}\``;
};

describe('rights', () => {
  it('are needed at every address: all others together do not do, and that one alone does', async () => {
    for (const route of closed()) {
      const right = rightOf(route);
      if (right === null) continue;
      const without = await readable(route, await service.proofOf(`all-but-${right}`));
      const withIt = await readable(route, await service.proofOf(`only-${right}`));
      expect([route.url, isDenied(without), isDenied(withIt)]).toEqual([route.url, true, false]);
    }
  });
});

/** A body that each door reads: what is denied is denied before it is judged, also of many checks. */
async function readable(route: Route, proof: Record<string, string>): Promise<SoapAnswer> {
  const { method } = route;
  const { body, type } = bodyFor(route);
  const response = await fetch(service.url + addressOf(route), {
    method,
    headers: { ...proof, ...(method === 'POST' && { 'content-type': type }) },
    ...(method === 'POST' && { body }),
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

function bodyFor(route: Route): { readonly body: string; readonly type: string } {
  const { url, method } = route;
  if (isSoap(route)) return { body: emptyMessage(url.split('/').at(-3)!), type: 'text/xml; charset=utf-8' };
  if (isFhir(route) && method === 'POST') return fhirMessage(contractAt(route)!);
  return { body: jsonBodyFor(url), type: 'application/json' };
}

const jsonBodyFor = (url: string): string => (url.endsWith('/check-consents') ? '{"questions":[{}]}' : '{}');

const emptyMessage = (name: string): string => envelope(messageOf(soapContract(name), {}));

const isDenied = ({ status, text }: SoapAnswer): boolean =>
  /(?:resultCode(?:"?:"|>)|"code":")ACCESSDENIED/.test(text) ||
  (status === 403 && /right-missing/.test(text));
