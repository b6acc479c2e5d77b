import { askOutside, OutsideUnavailable } from '../outside/ask-outside';
import type { TimeStampTrust } from './invalid-time-stamp';

/** Who stamps times, and what of it is believed. */
export interface TimeStampAuthority extends TimeStampTrust {
  readonly url: string;
  /** The policy that new ones are asked for and have to be issued by; absent: any. Those of before were issued by the policy of then. */
  readonly policy?: string;
}

/** A time stamp as it came, and the time in it. */
export interface FreshTimeStamp {
  readonly token: Buffer;
  readonly time: string;
}

/**
 * Asks an authority for a time stamp on some data, of which it sees the hash alone, and verifies what it answers. What reads and writes
 * the format is loaded here, so that no process without time stamps waits for it. @throws InvalidTimeStamp, OutsideUnavailable
 */
export async function askForTimeStamp(
  { url, ...trust }: TimeStampAuthority,
  data: string,
  stopping: AbortSignal,
): Promise<FreshTimeStamp> {
  const { readTimeStamp, timeStampRequest, tokenIn } = await import('#evidence/time-stamps');
  const { der, nonce } = timeStampRequest(data, trust.policy);
  const headers = { 'Content-Type': 'application/timestamp-query' };
  const init = { method: 'POST', body: new Uint8Array(der), headers };
  const { status, body } = await askOutside(new URL(url), init, stopping);
  if (status !== 200) throw new OutsideUnavailable(`The authority answered ${status}.`);
  const token = tokenIn(body);
  return { token, time: readTimeStamp(token, { ...trust, data, nonce }).time };
}

/** What the time stamp of some data proves. @throws InvalidTimeStamp */
export async function verifyTimeStamp(token: string, data: string, trust: TimeStampTrust): Promise<string> {
  const { readTimeStamp } = await import('#evidence/time-stamps');
  return readTimeStamp(Buffer.from(token, 'base64'), { ...trust, data }).time;
}
