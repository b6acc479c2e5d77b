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

async function ask(route: Route, position: string): Promise<{ status: number; text: string }> {
  const contract = contractAt(route)!;
  const assertionId = randomUUID();
  const message = route.method === 'POST' ? messageTo(route, contract, assertionId) : null;
  const response = await fetch(service.url + pathOf(route, assertionId), {
    method: route.method,
    headers: {
      ...(await service.proofOf(CALLER)),
      ...(message && { 'content-type': `${message.type}; charset=utf-8` }),
      'x-ledger-min-position': position,
    },
    ...(message && { body: message.body }),
  });
  return { status: response.status, text: await response.text() };
}

it('No address answers from before a position that its caller demands', async () => {
  const guarded = service.routes.filter((route) => contractAt(route) !== null);
  expect(guarded.length).toBeGreaterThan(25);
  for (const route of guarded) {
    const { status, text } = await ask(route, AFTER_THE_END);
    const why = text.includes('x-ledger-min-position is after the end of the ledger.');
    expect([route.url, status, why]).toEqual([route.url, isSoap(route) ? 500 : 400, true]);
  }
});
