import { join } from 'node:path';
import serveFiles from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/** Serves the style sheet, to everybody. */
export function serveStyles(app: FastifyInstance): void {
  void app.register(serveFiles, { root: join(__dirname, '../styles'), prefix: '/styles/', maxAge: '1h' });
}
