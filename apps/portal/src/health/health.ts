import type { FastifyInstance } from 'fastify';
import type { EventStore } from '#event-store';
import { withDeadline } from '#platform';

/** For those who run the portal: whether it is alive, and whether it reaches the ledger. Neither needs a session. */
export function openHealth(app: FastifyInstance, store: Pick<EventStore, 'head'>, deadline: number): void {
  app.get('/health/live', async () => ({ status: 'up' }));
  app.get('/health/ready', async (_request, reply) => {
    const isUp = await withDeadline(store.head(), deadline, 'Asking the ledger').then(
      () => true,
      () => false,
    );
    return reply.status(isUp ? 200 : 503).send({ status: isUp ? 'up' : 'down' });
  });
}
