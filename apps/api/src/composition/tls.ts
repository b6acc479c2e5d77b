import type { Server } from 'node:https';
import type { Socket } from 'node:net';
import { TLSSocket, type SecureContextOptions, type TlsOptions } from 'node:tls';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Config } from '#platform';
import type { TlsSet } from '../authentication/tls-set';
import type { WatchedTlsFiles } from '../authentication/watched-tls-files';

/**
 * What a server asks of its clients: a certificate, if they have one and there are authorities for it. Whether it is trusted is looked at
 * with each request. A handshake has no more time than a request.
 */
export const askingClients = ({ ca }: SecureContextOptions, { REQUEST_TIMEOUT_MS }: Config): TlsOptions => ({
  requestCert: ca !== undefined,
  rejectUnauthorized: false,
  handshakeTimeout: REQUEST_TIMEOUT_MS,
});

/** New connections are judged by new files of TLS as soon as there are any. Old connections end with their next answer. */
export function followTls(server: FastifyInstance, files: WatchedTlsFiles): void {
  const endOldConnections = oldConnectionsOf(server);
  // Nothing can be answered without a handshake: who waits until an answer is written would keep the connection for ever.
  httpsOf(server).on('tlsClientError', (_error, socket) => socket.destroy());
  const serveBy = ({ context }: TlsSet): void => httpsOf(server).setSecureContext(context!);
  files.onExchange((next) => {
    serveBy(next);
    endOldConnections();
  });
  // They may have been exchanged since the server was made.
  serveBy(files.current);
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Whether its connection was judged by files of TLS that are no longer those of the service. Absent without TLS. */
    readonly isOnOldConnection?: boolean;
  }
}

const httpsOf = ({ server }: FastifyInstance): Server => server as unknown as Server;

/** Returns what makes all connections old that have begun: the idle ones end at once, the others with their next answer. */
function oldConnectionsOf(server: FastifyInstance): () => void {
  const https = httpsOf(server);
  const filesOf = filesOfConnections(https);
  server.decorateRequest('isOnOldConnection', {
    getter(this: FastifyRequest) {
      return filesOf.isOld(this.raw.socket);
    },
  });
  server.addHook('onSend', (request, reply, payload, done) => {
    if (request.isOnOldConnection) void reply.header('connection', 'close');
    done(null, payload);
  });
  return () => {
    filesOf.exchange();
    https.closeIdleConnections();
  };
}

/** A connection belongs to the files that were there when it began, though its handshake may end later. */
function filesOfConnections(https: Server) {
  let files = {};
  const begun = new Map<string, { readonly socket: Socket; readonly files: object }>();
  const secured = new WeakMap<object, object>();
  https.on('connection', (socket: Socket) => {
    const name = nameOf(socket);
    begun.set(name, { socket, files });
    // The client may have come again from the same port by then.
    socket.once('close', () => {
      if (begun.get(name)?.socket === socket) begun.delete(name);
    });
  });
  https.on('secureConnection', (socket) => {
    const connection = begun.get(nameOf(socket));
    if (connection) secured.set(socket, connection.files);
  });
  return {
    /** Those of operations have no files. */
    isOld: (socket: Socket): boolean => socket instanceof TLSSocket && secured.get(socket) !== files,
    exchange: (): void => void (files = {}),
  };
}

/** The connection itself and its secured side have the same. */
const nameOf = ({ remoteAddress, remotePort }: Socket): string => `${remoteAddress} ${remotePort}`;
