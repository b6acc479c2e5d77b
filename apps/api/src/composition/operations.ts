import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { NotFoundException } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { limitConnections, passOverExpectations, timeLimits, type Config, type Logger } from '#platform';

/** The address at which those who run the service read its health and metrics. */
export interface Operations {
  /** Where it listens; `null`: nowhere, and callers and operators share an address. */
  readonly url: string | null;
  listen(): Promise<void>;
  close(): void;
}

const SHARED: Operations = { url: null, listen: () => Promise.resolve(), close: () => undefined };

/**
 * Gives the routes of operations an address of their own, if there is a port for it: they are then found there and nowhere else, and
 * nothing else is. Nobody is asked there who calls. Has to be called before the server has its first route.
 */
export function separateOperations(server: FastifyInstance, config: Config, log: Logger): Operations {
  const { OPERATIONS_PORT: port, OPERATIONS_HOST: host } = config;
  server.decorateRequest('isAtOperations', false);
  if (port === undefined) return SHARED;
  const { http, ...limits } = timeLimits(config);
  const own = createServer({ ...limits, ...http }, (request, response) => server.routing(request, response));
  limitConnections(own, config, log);
  passOverExpectations(own);
  const connections = new WeakSet<object>();
  own.on('connection', (socket) => connections.add(socket));
  server.addHook('onRequest', async (request) => {
    request.isAtOperations = connections.has(request.raw.socket);
    const isOperational = request.routeOptions.config.isOperational === true;
    if (request.isAtOperations !== isOperational) throw new NotFoundException();
  });
  return {
    get url() {
      return urlOf(own);
    },
    listen: async () => {
      own.listen(port, host);
      await once(own, 'listening');
    },
    close: () => {
      own.close();
      own.closeAllConnections();
    },
  };
}

function urlOf(server: Server): string {
  const { address, family, port } = server.address() as AddressInfo;
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}
