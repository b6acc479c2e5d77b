import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:tls';
import fastify, { type FastifyInstance } from 'fastify';
import { TestAuthority } from '../../../../test/support/test-authority';
import type { WatchedTlsFiles } from '../authentication/watched-tls-files';
import { followTls } from './tls';

it('a server that was made by files that were exchanged since serves by the new ones', async () => {
  const authority = await TestAuthority.create('Root');
  const [made, exchanged] = [await authority.issue('CN=made'), await authority.issue('CN=exchanged')];
  const server = fastify({ https: made }) as unknown as FastifyInstance;
  const current = { context: exchanged, judged: null };
  followTls(server, { current, onExchange: () => undefined } as unknown as WatchedTlsFiles);
  await server.listen({ port: 0, host: '127.0.0.1' });
  const { port } = server.server.address() as AddressInfo;
  const socket = connect({ port, host: '127.0.0.1', rejectUnauthorized: false });
  await once(socket, 'secureConnect');
  expect(socket.getPeerCertificate().subject).toEqual({ CN: 'exchanged' });
  socket.destroy();
  await server.close();
});
