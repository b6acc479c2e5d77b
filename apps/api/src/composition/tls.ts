import { readFileSync } from 'node:fs';
import type { Server } from 'node:https';
import type { SecureContextOptions, TlsOptions } from 'node:tls';
import { constants } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Config, Logger } from '#platform';

/** How often the files are looked at, in milliseconds. */
const INTERVAL = 2_000;

/** Sessions are not resumed: a resumed one would not look at a certificate again that was revoked meanwhile. */
const secureOptions = constants.SSL_OP_NO_TICKET;

/** The certificate, key, authorities and revocation lists in the files of the settings; `null` without TLS. @throws the system's error */
export function readTls(config: Config): SecureContextOptions | null {
  const { TLS_CERTIFICATE_FILE, TLS_KEY_FILE, TLS_CLIENT_AUTHORITIES_FILE, TLS_REVOCATION_LISTS } = config;
  if (TLS_CERTIFICATE_FILE === undefined) return null;
  return {
    cert: readFileSync(TLS_CERTIFICATE_FILE, 'utf8'),
    key: readFileSync(TLS_KEY_FILE!, 'utf8'),
    ...(TLS_CLIENT_AUTHORITIES_FILE && { ca: readFileSync(TLS_CLIENT_AUTHORITIES_FILE, 'utf8') }),
    ...(TLS_REVOCATION_LISTS && { crl: TLS_REVOCATION_LISTS.map((file) => readFileSync(file, 'utf8')) }),
    minVersion: 'TLSv1.2',
    secureOptions,
  };
}

/**
 * What a server asks of its clients: a certificate, if they have one and there are authorities for it. Whether it is trusted is looked at
 * with each request.
 */
export const askingClients = ({ ca }: SecureContextOptions): TlsOptions => ({
  requestCert: ca !== undefined,
  rejectUnauthorized: false,
});

/**
 * Reads the files of TLS again when they change. New connections are judged by the new ones; old connections end with their next
 * answer. Files that cannot be used change nothing, with an error in the log.
 */
export function watchTls(
  server: FastifyInstance,
  first: SecureContextOptions,
  config: Config,
  log: Logger,
): void {
  const endOldConnections = oldConnectionsOf(server);
  let [seen, warned] = [JSON.stringify(first), ''];
  const look = (): void => {
    try {
      const context = readTls(config)!;
      const text = JSON.stringify(context);
      if (text === seen) return;
      seen = text;
      httpsOf(server).setSecureContext(context);
      endOldConnections();
      log.info('The files of TLS were read again.');
    } catch (error) {
      const { message: cause } = error as Error;
      if (cause !== warned) log.error('The new files of TLS cannot be used. The old ones stay.', { cause });
      warned = cause;
    }
  };
  const timer = setInterval(look, INTERVAL).unref();
  server.addHook('onClose', (_instance, done) => {
    clearInterval(timer);
    done();
  });
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Whether its connection was judged by files of TLS that are no longer those of the service. Absent without TLS. */
    readonly isOnOldConnection?: boolean;
  }
}

const httpsOf = ({ server }: FastifyInstance): Server => server as unknown as Server;

/** Returns what ends all connections that are open then: the idle ones at once, the others with their next answer. */
function oldConnectionsOf(server: FastifyInstance): () => void {
  const https = httpsOf(server);
  const [open, old] = [new Set<object>(), new WeakSet<object>()];
  https.on('secureConnection', (socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  server.decorateRequest('isOnOldConnection', {
    getter(this: FastifyRequest) {
      return old.has(this.raw.socket);
    },
  });
  server.addHook('onSend', (request, reply, payload, done) => {
    if (old.has(request.raw.socket)) void reply.header('connection', 'close');
    done(null, payload);
  });
  return () => {
    for (const socket of open) old.add(socket);
    https.closeIdleConnections();
  };
}
