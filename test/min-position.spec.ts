import { randomUUID } from 'node:crypto';
import { contractAt, isSoap } from './callers/addresses';
import { messageTo, pathOf } from './callers/route-messages';
import { startRegistered, type RegisteredService } from './callers/registered-service';
import type { Route } from './callers/routes';

const CALLER = 'everything';
const AFTER_THE_END = '999999999999';

let service: RegisteredService;
beforeAll(async () => void (service = await startRegistered([{ clientId: CALLER }])));
afterAll(() => service.close());

async function ask(
  route: Route,
  position: string | null,
  more: Record<string, string> = {},
): Promise<{ status: number; text: string; position: number }> {
  const contract = contractAt(route)!;
  const assertionId = randomUUID();
  const message = route.method === 'POST' ? messageTo(route, contract, assertionId) : null;
  const response = await fetch(service.url + pathOf(route, assertionId), {
    method: route.method,
    headers: {
      ...(await service.proofOf(CALLER)),
      ...(message && { 'content-type': `${message.type}; charset=utf-8` }),
      ...(position !== null && { 'x-ledger-min-position': position }),
      ...more,
    },
    ...(message && { body: message.body }),
  });
  const reached = Number(response.headers.get('x-ledger-position'));
  return { status: response.status, text: await response.text(), position: reached };
}

/** The routes of contracts, each of which answers from the ledger. */
const guardedRoutes = () => service.routes.filter((route) => contractAt(route) !== null);

it('No address answers from before a position that its caller demands', async () => {
  const guarded = guardedRoutes();
  expect(guarded.length).toBeGreaterThan(25);
  for (const route of guarded) {
    const { status, text } = await ask(route, AFTER_THE_END);
    const why = text.includes('x-ledger-min-position is after the end of the ledger.');
    expect([route.url, status, why]).toEqual([route.url, isSoap(route) ? 500 : 400, true]);
  }
});

it('The note of a request with an idempotency key is not the position that its caller demands', async () => {
  const register = guardedRoutes().find(({ url }) => url === '/v2/register-extended-consent')!;
  const { status, position } = await ask(register, null);
  expect(status).toBe(201);
  const next = String(position + 1);
  for (const route of guardedRoutes()) {
    const { status: refused } = await ask(route, next, { 'idempotency-key': randomUUID() });
    expect([route.url, refused]).toEqual([route.url, isSoap(route) ? 500 : 400]);
  }
  expect(await ask(register, null)).toMatchObject({ status: 201, position: position + 1 });
});
