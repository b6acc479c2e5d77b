import { bool, str } from 'envalid';
import { networks, wholeNumber } from './setting-kinds';

const MINUTE = 60_000;

/** The settings of webhooks, by which the service sends changes to systems that subscribe to them. */
export const webhookSettings = {
  WEBHOOKS: bool({
    desc: 'Whether callers may have changes sent to addresses of theirs. Without it, no webhook is created or delivered.',
    default: false,
    example: 'true',
  }),
  WEBHOOK_DELIVERY: bool({
    desc: 'Whether this process delivers webhooks. Of several processes that do, one at a time delivers each.',
    default: true,
    example: 'true',
  }),
  WEBHOOK_KEY_FILE: str({
    desc: 'File of the key that the secrets of webhooks are made of: 32 random bytes or more, in base64. Services of one ledger need the same. Unset: `keys/webhooks.key` in DATA_DIR, made at the first start.',
    default: undefined,
    example: '/etc/consent-ledger/webhooks.key',
  }),
  WEBHOOK_NETWORKS: networks({
    desc: 'IP addresses and networks, separated by commas, that webhooks may be sent to although they are not public. Unset: none.',
    default: [],
    example: '10.20.0.0/16',
  }),
  WEBHOOK_HTTP: bool({
    desc: 'Whether the address of a webhook may be http, which is for development: a message then passes the network in clear text.',
    default: false,
    example: 'false',
  }),
  WEBHOOK_TIMEOUT_MS: wholeNumber(
    100,
    MINUTE,
  )({
    desc: 'How long a receiver of webhooks may take to answer a message.',
    default: 10_000,
    example: '10000',
  }),
};
