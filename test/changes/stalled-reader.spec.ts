import fastify from 'fastify';
import type { Contract, Outcome, Pages } from '../../apps/api/src/contract/contract';
import { PageStream, type StreamParts } from '../../apps/api/src/doors/stream/page-stream';
import type { CallingSystem } from '../../apps/api/src/contract/calling-system';
import { EventReader } from './event-reader';

/** More than the buffers of a connection hold, in so many pages of this length. */
const PAGE = 'x'.repeat(1024 * 1024);
const MANY = 1_000;

const system: CallingSystem = {
  systemId: 'SE165565594230-1000',
  careProviders: 'all',
  contracts: 'all',
  rights: new Set(['list']),
};

const first: Outcome = { result: { resultCode: 'OK' }, content: {}, position: 0 };

it('reads no further page for a reader that takes none, and cuts it off', async () => {
  let asked = 0;
  const pages: Pages = {
    beginsBehind: 'cursor',
    events: () => [{ id: '0-0', data: { PAGE } }],
    end: () => ({ id: '0-0', hasMore: asked < MANY, data: {} }),
    isBehind: () => false,
  };
  const parts = {
    runner: { run: () => Promise.resolve(((asked += 1), first)) },
    contexts: { of: () => ({}) },
    problems: {},
    config: { STREAM_HEARTBEAT_MS: 60_000, STREAM_STALL_MS: 5_000 },
  } as unknown as StreamParts;
  const server = fastify();
  server.decorateRequest('callerNow', () => Promise.resolve(system));
  server.post('/v2/get-consent-changes', (request, reply) => {
    request.callingSystem = system;
    const contract = { name: 'GetConsentChanges' } as Contract;
    const stream = new PageStream({ contract, pages, request, reply }, parts);
    reply.raw.once('close', () => stream.close());
    stream.send(first);
  });
  const url = await server.listen({ port: 0, host: '127.0.0.1' });
  const reader = await EventReader.open(url, { careProviderId: 'SE165565594230-1000' });
  await reader.until(() => reader.events.length >= 3);
  reader.response.pause();
  while ((await connections()) > 0) await nextTurn();
  expect(asked).toBeLessThan(MANY / 4);
  reader.kill();
  await server.close();

  function connections(): Promise<number> {
    return new Promise((resolve) => server.server.getConnections((_error, count) => resolve(count)));
  }
  function nextTurn(): Promise<void> {
    return new Promise((resolve) => void setTimeout(resolve, 20));
  }
});
