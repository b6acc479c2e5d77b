import type { FastifyInstance } from 'fastify';
import { readJson } from './json-body';

/**
 * Makes JSON the only body that is taken. The framework's own parser lets pass what a ledger must not, and refuses strange names such
 * as `__proto__`, which are reported as unknown elements here, like any other; only known fields are ever read.
 */
export function takeOnlyJson(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body: Buffer, parsed) =>
    parsed(null, readJson(body)),
  );
}
