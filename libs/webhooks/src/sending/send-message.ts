import { request as requestByHttp, type IncomingMessage } from 'node:http';
import { request as requestByHttps } from 'node:https';
import type { SignedMessage } from '../signature/sign-message';
import { AddressRefused, type AllowedAddresses } from './allowed-addresses';

/** What a receiver made of a message: `null` when it has taken it, or else why not, in a word. */
export type Failure = string | null;

export interface Sending {
  readonly address: string;
  readonly allowed: AllowedAddresses;
  /** How long the receiver may take in all, in milliseconds. */
  readonly timeoutMs: number;
  /** Ends it at once. */
  readonly signal?: AbortSignal;
}

/**
 * Sends a message by POST, on a connection of its own. Any 2xx takes it. A redirect is a failure and is not followed, and nothing of the
 * answer's body is read: the receiver's answer is its status.
 */
export function sendMessage(
  message: SignedMessage,
  { address, allowed, timeoutMs, signal }: Sending,
): Promise<Failure> {
  const url = new URL(address);
  if (!allowed.mayBe(address)) return Promise.resolve('address-refused');
  return new Promise((resolve) => {
    const request = url.protocol === 'https:' ? requestByHttps : requestByHttp;
    const sent = request(url, {
      method: 'POST',
      ...{ agent: false, signal },
      lookup: allowed.lookup,
      headers: {
        ...message.headers,
        'content-length': Buffer.byteLength(message.body),
        'user-agent': 'consent-ledger',
        connection: 'close',
      },
    });
    const timer = setTimeout(() => sent.destroy(new TimedOut()), timeoutMs);
    const end = (failure: Failure): void => {
      clearTimeout(timer);
      resolve(failure);
      sent.destroy();
    };
    sent.once('response', (response) => end(failureIn(response)));
    sent.on('error', (error) => end(wordFor(error)));
    sent.end(message.body);
  });
}

class TimedOut extends Error {
  override readonly name = 'TimedOut';
}

const failureIn = ({ statusCode = 0 }: IncomingMessage): Failure =>
  statusCode >= 200 && statusCode < 300 ? null : `status-${statusCode}`;

/** Errors of connections name addresses; a code does not. */
function wordFor(error: Error & { readonly code?: unknown }): string {
  if (error instanceof TimedOut) return 'timeout';
  if (error instanceof AddressRefused) return 'address-refused';
  return typeof error.code === 'string' ? error.code : 'connection-failed';
}
