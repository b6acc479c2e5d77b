import diagnostics from 'node:diagnostics_channel';
import type { FastifyInstance } from 'fastify';
import type { Access } from '../../apps/api/src/authentication/route-access';

export interface Route {
  readonly method: string;
  readonly url: string;
  readonly access: Access | undefined;
}

/** Every route that a server of this process gets while something is started, in the order of their addresses. */
export async function routesOf<T>(start: () => Promise<T>): Promise<readonly [started: T, routes: Route[]]> {
  const routes: (() => Route)[] = [];
  const watch = (message: unknown): void => {
    const { fastify } = message as { readonly fastify: FastifyInstance };
    fastify.addHook('onRoute', (route) => {
      // What the service's own hooks say of the route is known after all of them.
      routes.push(() => ({ method: String(route.method), url: route.url, access: route.config?.access }));
    });
  };
  diagnostics.subscribe('fastify.initialization', watch);
  try {
    const started = await start();
    const all = routes.map((read) => read()).filter(({ method }) => method === 'GET' || method === 'POST');
    return [started, all.sort((one, other) => keyOf(one).localeCompare(keyOf(other)))];
  } finally {
    diagnostics.unsubscribe('fastify.initialization', watch);
  }
}

const keyOf = ({ method, url }: Route): string => `${url} ${method}`;
