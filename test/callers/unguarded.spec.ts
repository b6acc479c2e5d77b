import diagnostics from 'node:diagnostics_channel';
import type { FastifyInstance } from 'fastify';
import { UnguardedRoute } from '../../apps/api/src/authentication/route-access';
import { startRegistered } from './registered-service';
import type { Route } from './routes';

/** The addresses that answer everybody. No other may, whatever its route says of itself. */
const PUBLIC = [
  /^GET \/$/,
  /^GET \/health\/(?:live|ready)$/,
  /^GET \/problems(?:\/:code)?$/,
  /^GET \/fhir\/(?:metadata|OperationDefinition\/[\w-]+|Consent|AuditEvent)$/,
  /^GET \/docs(?:-json|-yaml)?(?:\/.*)?$/,
  /^GET (?:\/[\w/]+)?\/\w+\/\d\/rivtabp21$/,
];

/** Starts the service while a route is planted beside its first one, as a developer could have added it. */
async function withPlanted<T>(plant: (server: FastifyInstance) => void, work: () => Promise<T>): Promise<T> {
  const watch = (message: unknown): void => {
    const { fastify } = message as { readonly fastify: FastifyInstance };
    let isPlanted = false;
    fastify.addHook('onRoute', () => {
      if (isPlanted) return;
      isPlanted = true;
      plant(fastify);
    });
  };
  diagnostics.subscribe('fastify.initialization', watch);
  try {
    return await work();
  } finally {
    diagnostics.unsubscribe('fastify.initialization', watch);
  }
}

const isRefused = async (response: Response): Promise<boolean> =>
  response.status === 401 || (response.status === 500 && /Fault>/.test(await response.text()));

/** Calls every address of a service as nobody. @returns those that answer, and are not public. */
async function unguarded(): Promise<readonly string[]> {
  const service = await startRegistered([{ clientId: 'everything' }]);
  const found: string[] = [];
  try {
    expect(service.routes.length).toBeGreaterThan(40);
    for (const route of service.routes.filter((one) => !isPublic(one))) {
      const response = await fetch(service.url + route.url, { method: route.method });
      if (!(await isRefused(response))) found.push(nameOf(route));
    }
  } finally {
    await service.close();
  }
  return found;
}

const nameOf = ({ method, url }: Route): string => `${method} ${url}`;
const isPublic = (route: Route): boolean => PUBLIC.some((pattern) => pattern.test(nameOf(route)));

it('every address that is not public refuses a call of nobody', async () => {
  expect(await unguarded()).toEqual([]);
});

it('finds a planted address that lets everybody in', async () => {
  const plant = (server: FastifyInstance) =>
    void server.get('/v2/planted', { config: { access: 'open' } }, async () => ({ planted: true }));
  expect(await withPlanted(plant, unguarded)).toEqual(['GET /v2/planted']);
});

it('a planted address that does not say who may use it keeps the service from starting', async () => {
  const plant = (server: FastifyInstance) => void server.post('/v2/planted', async () => ({ planted: true }));
  await expect(withPlanted(plant, unguarded)).rejects.toThrow(UnguardedRoute);
});
