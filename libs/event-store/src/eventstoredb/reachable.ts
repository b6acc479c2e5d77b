import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect as connectPlainly, type Socket } from 'node:net';
import { resolve } from 'node:path';
import { connect as connectSecurely } from 'node:tls';
import { StoreUnavailable } from '../event-store';
import type { ConnectionString } from './connection-string';
import { within } from './time-limit';

/** How long one address may take to show that it can be connected to, in milliseconds. */
const PATIENCE = 1000;

const UNTRUSTED = 'has a certificate that is not trusted here: name the file of its authority with tlsCAFile';

/** What is certain at the first try, by the code of the failed connection. Anything else may pass, and is left to the client. */
const FAULTS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'refuses connections: start the server, or correct the address',
  ENOTFOUND: 'is not known by that name: correct the name',
  CERT_HAS_EXPIRED: 'has a certificate that has expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'has a certificate for another name: use a name that the certificate has',
  ERR_SSL_WRONG_VERSION_NUMBER: 'does not speak TLS: add tls=false, or let it have a certificate',
  DEPTH_ZERO_SELF_SIGNED_CERT: UNTRUSTED,
  SELF_SIGNED_CERT_IN_CHAIN: UNTRUSTED,
  UNABLE_TO_GET_ISSUER_CERT: UNTRUSTED,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: UNTRUSTED,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: UNTRUSTED,
};

/**
 * The client tries for ever what can never succeed, and keeps the reason to itself. So each address is connected to once before.
 * @throws StoreUnavailable when none of them can be used.
 */
export async function demandReachable({ addresses, tls }: ConnectionString): Promise<void> {
  const open = tls ? securely(tls.authority) : plainly;
  const faults = await Promise.all(addresses.map((address) => faultOf(address, open(placeOf(address)))));
  if (faults.includes(null)) return;
  throw new StoreUnavailable(`EVENT_STORE_URL: ${faults.join('; ')}`);
}

interface Place {
  readonly host: string;
  readonly port: number;
}

function placeOf(address: string): Place {
  const [, host = address, port = '2113'] = /^(.*):(\d+)$/.exec(address) ?? [];
  return { host, port: Number(port) };
}

const plainly = (place: Place): Attempt => ({ socket: connectPlainly(place), succeeds: 'connect' });

function securely(authority: string | undefined): (place: Place) => Attempt {
  const ca = authority === undefined ? undefined : readFileSync(resolve(decodeURIComponent(authority)));
  return (place) => ({
    socket: connectSecurely({ ...place, ca, ALPNProtocols: ['h2'] }),
    succeeds: 'secureConnect',
  });
}

interface Attempt {
  readonly socket: Socket;
  /** What is then emitted. */
  readonly succeeds: string;
}

async function faultOf(address: string, { socket, succeeds }: Attempt): Promise<string | null> {
  try {
    await within(PATIENCE, once(socket, succeeds));
    return null;
  } catch (error) {
    const fault = FAULTS[String((error as NodeJS.ErrnoException).code)];
    return fault === undefined ? null : `the server at ${address} ${fault}`;
  } finally {
    socket.on('error', () => undefined).destroy();
  }
}
