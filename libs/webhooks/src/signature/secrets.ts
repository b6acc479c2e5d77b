import { createHmac, randomBytes } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Instant } from '#consent';
import { makePrivateFile, type Config } from '#platform';
import { signingSecrets, webhookKey, type Webhook } from '../subscription/webhook';
import type { SecretVersion } from '../subscription/webhook-event';

/** The file of the key cannot be used; the message says what to do about it. */
export class WebhookKeyUnusable extends Error {
  override readonly name = 'WebhookKeyUnusable';
}

const BYTES = 32;
const OTHERS = 0o007;

/**
 * The secrets of webhooks, all made of one key of the service. No event, export or proof holds a secret, or anything that one can be made of
 * without the key.
 */
export class WebhookSecrets {
  /** Names the key without revealing it. */
  readonly keyId: string;

  constructor(private readonly key: Buffer) {
    this.keyId = this.digest('consent-webhook/key-id').toString('hex').slice(0, 16);
  }

  /** As receivers get it: the form of standard-webhooks.com. `null`: it was made of another key. */
  secretOf(webhookId: string, { version, keyId }: SecretVersion): string | null {
    if (keyId !== this.keyId) return null;
    const secret = this.digest(`consent-webhook/v1\n${webhookKey(webhookId)}\n${version}`);
    return `whsec_${secret.toString('base64')}`;
  }

  private digest(text: string): Buffer {
    return createHmac('sha256', this.key).update(text).digest();
  }
}

/**
 * The secrets that sign a webhook's messages now, the newest first. None, where the newest cannot be made: nothing is sent that its
 * receiver could not verify.
 */
export function secretsNow(
  webhook: Webhook,
  secrets: Pick<WebhookSecrets, 'secretOf'>,
  now: Instant,
): readonly string[] {
  const { webhookId, secret } = webhook;
  if (secrets.secretOf(webhookId, secret) === null) return [];
  return signingSecrets(webhook, now).flatMap((version) => secrets.secretOf(webhookId, version) ?? []);
}

/**
 * Opens the key of the settings, which is made at the first start unless a file is named. A service without webhooks opens and makes none:
 * no secret is made of what it has instead. @throws WebhookKeyUnusable
 */
export function openWebhookSecrets({ WEBHOOKS, WEBHOOK_KEY_FILE, DATA_DIR }: Config): WebhookSecrets {
  if (!WEBHOOKS) return new WebhookSecrets(randomBytes(BYTES));
  const path = WEBHOOK_KEY_FILE ?? join(DATA_DIR, 'keys', 'webhooks.key');
  if (WEBHOOK_KEY_FILE === undefined)
    makePrivateFile(path, () => `${randomBytes(BYTES).toString('base64')}\n`);
  return new WebhookSecrets(keyIn(path));
}

function keyIn(path: string): Buffer {
  const text = readPrivate(path).trim();
  const key = Buffer.from(text, 'base64');
  if (key.length >= BYTES && key.toString('base64') === text) return key;
  throw new WebhookKeyUnusable(
    `${path} is not a key for webhooks: it has to be at least ${BYTES} random bytes in base64. One is made by: openssl rand -base64 ${BYTES}`,
  );
}

function readPrivate(path: string): string {
  try {
    if ((statSync(path).mode & OTHERS) === 0) return readFileSync(path, 'utf8');
  } catch (error) {
    throw new WebhookKeyUnusable(
      `The key for webhooks in ${path} cannot be read (${(error as Error).message}).`,
    );
  }
  throw new WebhookKeyUnusable(
    `The key for webhooks in ${path} can be used by everybody on this machine: chmod 600 it.`,
  );
}
