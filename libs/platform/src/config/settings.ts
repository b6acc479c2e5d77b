import { bool, str } from 'envalid';
import { callerSettings } from './caller-settings';
import { checkpointSettings } from './checkpoint-settings';
import { decisionLogSettings } from './decision-log-settings';
import { portalSettings } from './portal-settings';
import {
  commaSeparated,
  esdbUrl,
  instantText,
  networks,
  pathPrefixes,
  regularExpression,
  streamPrefix,
  wholeNumber,
} from './setting-kinds';
import { snapshotSettings } from './snapshot-settings';
import { streamSettings } from './stream-settings';
import { traceSettings } from './trace-settings';
import { webhookSettings } from './webhook-settings';

const MINUTE = 60_000;

/**
 * Every setting: where it is read from, what it means, its default. This table is the one source: the README's
 * table and `.env.example` are checked against it.
 */
export const settings = {
  HOST: str({
    desc: 'Address to listen on. Anything but loopback needs CALLERS_FILE, so that callers are authenticated.',
    default: '127.0.0.1',
    example: '127.0.0.1',
  }),
  PORT: wholeNumber(
    0,
    65535,
  )({ desc: 'Port to listen on; 0 takes a free one.', default: 3000, example: '3000' }),
  OPERATIONS_PORT: wholeNumber(
    0,
    65535,
  )({
    desc: 'Port of the service for those who run it: its health and metrics are then there and nowhere else, and nobody is asked there who calls. 0 takes a free one. Unset: they are where callers are.',
    default: undefined,
    example: '9090',
  }),
  OPERATIONS_HOST: str({
    desc: 'Address to listen on at OPERATIONS_PORT.',
    default: '127.0.0.1',
    example: '127.0.0.1',
  }),
  ALLOWED_HOSTS: commaSeparated({
    desc: 'Host names, separated by commas, that requests to the service or the portal may name in their Host header beside localhost, addresses in digits, HOST and the host of PORTAL_URL.',
    default: undefined,
    example: 'consents.example.com,consent-service',
  }),
  REQUEST_TIMEOUT_MS: wholeNumber(
    100,
    10 * MINUTE,
  )({
    desc: 'How long a client may take to send one request, from its first byte to its last, and to read its answer, and how long a new connection may stay silent.',
    default: 30_000,
    example: '30000',
  }),
  MAX_CONNECTIONS: wholeNumber(
    1,
    1_000_000,
  )({
    desc: 'The most connections that the service, and likewise the portal, keeps open at once; further ones are refused.',
    default: 10_000,
    example: '10000',
  }),
  UNPROVED_PER_MINUTE: wholeNumber(
    1,
    1_000_000,
  )({
    desc: 'How many requests a minute from one IP address (of IPv6, one network of 64 bits) may fail to prove who sent them; all of them may come at once. Further ones are answered 429. Requests that prove who sent them do not count. With DPOP_NONCE_SECRET_FILE, as many proofs of one key a minute may lack a nonce.',
    default: 600,
    example: '600',
  }),
  TRUSTED_PROXIES: networks({
    desc: 'IP addresses and networks, separated by commas, of proxies whose headers Forwarded and X-Forwarded-Proto, -Host, -Port and -Prefix say which address a caller has used, and Forwarded and X-Forwarded-For from which one it came.',
    default: ['127.0.0.0/8', '::1'],
    example: '10.0.0.0/8,::1',
  }),
  DATA_DIR: str({
    desc: 'Folder for the embedded ledger (`log/`, `audit-log/`), and for what every process keeps beside it: read models (`read-models/`), the tree of proofs (`tree/`), keys (`keys/`), sessions (`portal/`), the latest time (`clock/`).',
    default: './data',
    example: '/var/lib/consent-ledger',
  }),
  BEGIN_LEDGER: bool({
    desc: 'Whether a service that finds no ledger begins one. Otherwise it does not start, and `ledger init` begins one. Unset: yes, but not in production (NODE_ENV).',
    default: undefined,
    example: 'true',
  }),
  EVENT_STORE_URL: esdbUrl({
    desc: 'EventStoreDB to keep the ledger in, credentials included. Unset: the embedded store.',
    default: undefined,
    example: 'esdb://localhost:2113?tls=false',
  }),
  STREAM_PREFIX: streamPrefix({
    desc: 'What the names of all streams of this ledger begin with, where one server carries several ledgers. To be chosen before the first event, and never changed. Unset: nothing.',
    default: undefined,
    example: 'region-a-',
  }),
  CLOCK_WAS_WRONG_AT: instantText({
    desc: 'A time that the ledger has answered or recorded at, and that is given up because the clock was wrong then: what a start that is refused for it names.',
    default: undefined,
    example: '2099-01-01T00:00:00.000Z',
  }),
  ...checkpointSettings,
  APPEND_DEADLINE_MS: wholeNumber(
    100,
    10 * MINUTE,
  )({
    desc: 'How long an append may take in all, retries included, before the answer is a technical failure (EventStoreDB; at least 5000 there).',
    default: 10_000,
    example: '10000',
  }),
  READ_DEADLINE_MS: wholeNumber(
    1,
    10 * MINUTE,
  )({
    desc: 'How long a query waits for its read model to reach the head of the ledger before the answer is a technical failure.',
    default: 5_000,
    example: '5000',
  }),
  MAX_STALENESS_MS: wholeNumber(
    0,
    MINUTE,
  )({
    desc: 'How old the last reading of the end of the log may be when a query is answered. 0: every query reads it, and no answer is stale.',
    default: 0,
    example: '0',
  }),
  ...decisionLogSettings,
  ...callerSettings,
  LOGICAL_ADDRESSES: commaSeparated({
    desc: "Logical addresses of the SOAP door beside the national service's and the care providers' own, separated by commas.",
    default: undefined,
    example: 'SE165565594230-1A,SE165565594230-1B',
  }),
  SOAP_PATH_PREFIXES: pathPrefixes({
    desc: 'Paths that the SOAP door also serves the addresses of the service domain behind, separated by commas, so that consumers of a platform change the host and nothing else. Unset: none.',
    default: undefined,
    example: '/vp',
  }),
  FORGIVING_REGISTRATION: bool({
    desc: 'Whether registering the same consent again, equal in every field, is answered OK instead of ALREADYEXISTS.',
    default: false,
    example: 'true',
  }),
  PAGE_SIZE: wholeNumber(
    1,
    10_000,
  )({
    desc: 'Consents in a page of GetConsentsForCareProvider, unless a second holds more; changes in a page of GetConsentChanges, and read at once for GetConsentSnapshot.',
    default: 500,
    example: '500',
  }),
  ...streamSettings,
  ...snapshotSettings,
  ...webhookSettings,
  HSA_ID_PATTERN: regularExpression({
    desc: 'What an HSA-id looks like, as a regular expression. Unset: 2–6 capitals, 10 or 12 digits, a dash, letters and digits.',
    default: undefined,
    example: '^SE[0-9]{10}-[A-Z0-9]+$',
  }),
  LOCAL_IDENTITY_KINDS: commaSeparated({
    desc: 'Regional reserve ids to accept beside the national kinds.',
    default: undefined,
    example: 'region-stockholm,vastra-gotaland',
  }),
  NORWEGIAN_TEST_PERSONS: bool({
    desc: 'Whether Norwegian numbers of test persons (40, 65 or 80 added to the month) are accepted. Unset: yes, but not in production (NODE_ENV).',
    default: undefined,
    example: 'true',
  }),
  LOG_LEVEL: str({
    desc: 'How much is logged.',
    choices: ['error', 'warn', 'info', 'debug'],
    default: 'info',
    example: 'info',
  }),
  ...traceSettings,
  SHUTDOWN_DEADLINE_MS: wholeNumber(
    0,
    10 * MINUTE,
  )({
    desc: 'How long requests in flight may take to finish when the service stops; clients have half of it to send and to read.',
    default: 10_000,
    example: '10000',
  }),
  ...portalSettings,
};
