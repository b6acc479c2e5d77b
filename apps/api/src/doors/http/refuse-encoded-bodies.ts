import type { FastifyInstance } from 'fastify';
import { demandPlainBody } from '#platform';

/** Refuses a compressed body at every door before a byte of it is read: as what it is, and not as JSON or XML that cannot be read. */
export function refuseEncodedBodies(server: FastifyInstance): void {
  server.addHook('onRequest', async ({ headers }) => demandPlainBody(headers['content-encoding']));
}
