import { ServerCredentials } from '@grpc/grpc-js';

/** The one user with rights, as on a new server. */
export const ADMIN = 'admin';

/** TLS, and who is known. */
export interface Security {
  /** PEM. */
  readonly certificate: string;
  readonly key: string;
  /** By the names of the users. */
  readonly passwords: Readonly<Record<string, string>>;
}

export function credentialsOf(security: Security | undefined): ServerCredentials {
  if (!security) return ServerCredentials.createInsecure();
  const pair = { cert_chain: Buffer.from(security.certificate), private_key: Buffer.from(security.key) };
  return ServerCredentials.createSsl(null, [pair]);
}
