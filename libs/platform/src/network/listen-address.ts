/**
 * The address to listen at. For `localhost` Fastify would make a second server for the other family of addresses, which knows nothing of
 * limits, of stopping, and of new files of TLS.
 */
export const listenAddress = ({ HOST }: { readonly HOST: string }): string =>
  HOST === 'localhost' ? '127.0.0.1' : HOST;
