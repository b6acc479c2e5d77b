import { createHmac, timingSafeEqual } from 'node:crypto';
import type { ConsentChangeType } from '#contracts';

/** A message of a webhook, that the service has signed. */
export interface WebhookMessage {
  /** The same however often the message comes: act on it once. */
  readonly id: string;
  /** Such as `consent.cancelled`. */
  readonly type: string;
  /** The change, as a page of changes has it, with the care provider, and the cursor behind it. */
  readonly data: ConsentChangeType & { readonly careProviderId: string; readonly cursor: string };
}

/** A message is not from the service, was changed, or is too old. Answer it 401, and do nothing. */
export class WebhookNotVerified extends Error {
  override readonly name = 'WebhookNotVerified';
}

/** A message as it came. */
export interface ReceivedWebhook {
  /** Those of the request, with names in small letters as Node has them. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** The body, to the byte: not parsed and written again. */
  readonly body: string | Buffer;
}

const TOLERANCE_S = 5 * 60;
const SECOND = 1_000;

/**
 * Reads a message of a webhook, in the form of standard-webhooks.com. While a secret is rotated, both may be given.
 * @throws WebhookNotVerified
 */
export function verifyWebhook(
  { headers, body }: ReceivedWebhook,
  secret: string | readonly string[],
  now: () => number = Date.now,
): WebhookMessage {
  const [id, timestamp, signatures] = ['id', 'timestamp', 'signature'].map((name) =>
    headerIn(headers, `webhook-${name}`),
  );
  const age = Math.abs(now() / SECOND - Number(timestamp));
  if (!/^\d{1,12}$/.test(timestamp!) || age > TOLERANCE_S)
    throw new WebhookNotVerified('The message was not sent within the last 5 minutes.');
  const text = body.toString();
  const signed = `${id}.${timestamp}.${text}`;
  const isSigned = [secret].flat().some((one) => isSignedWith(one, signed, signatures!));
  if (!isSigned) throw new WebhookNotVerified('The message is not signed with this secret.');
  return { id: id!, ...(JSON.parse(text) as Omit<WebhookMessage, 'id'>) };
}

function headerIn(headers: ReceivedWebhook['headers'], name: string): string {
  const value = headers[name];
  if (typeof value === 'string' && value !== '') return value;
  throw new WebhookNotVerified(`The request has no header ${name}.`);
}

function isSignedWith(secret: string, signed: string, signatures: string): boolean {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  if (key.length === 0) throw new TypeError('The secret is empty.');
  const expected = createHmac('sha256', key).update(signed).digest();
  return signatures.split(' ').some((signature) => {
    const [, given = ''] = /^v1,(.+)$/.exec(signature) ?? [];
    const bytes = Buffer.from(given, 'base64');
    return bytes.length === expected.length && timingSafeEqual(bytes, expected);
  });
}
