import type { StreamScope } from '#event-store';
import { ConfigError, type Config } from '#platform';

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const DAY = String.raw`\d{4}-\d\d-\d\d`;

/** The names of every kind of stream that a ledger writes, as regular expressions. An event in any other stream is somebody else's. */
export const streamForms = {
  consent: `consent-${UUID}`,
  request: `request-${UUID}`,
  decisions: `audit-decisions-${DAY}`,
  accesses: `audit-accesses-${DAY}`,
  checkpoints: 'audit-checkpoints',
  decisionCheckpoints: 'audit-decision-checkpoints',
  cosigned: 'audit-cosigned-checkpoints',
  cosignedDecisions: 'audit-cosigned-decision-checkpoints',
  stamped: 'audit-stamped-checkpoints',
  stampedDecisions: 'audit-stamped-decision-checkpoints',
  losses: 'audit-losses',
  beginning: 'audit-ledger',
  webhookProgress: `audit-webhook-${UUID}`,
  webhooks: 'webhooks',
  review: String.raw`review-\d{4}-\d\d(?:-.+)?`,
  holds: 'legal-holds',
  removals: 'records-removed',
  ticket: 'ticket-[0-9a-f]{64}',
  account: `account-${UUID}`,
  signOn: `sign-on-${DAY}`,
  patientOpening: `patient-opening-${DAY}`,
} as const;

const OWN = new RegExp(`^(?:${Object.values(streamForms).join('|')})$`);

const isOwn = (name: string): boolean => OWN.test(name);

/** A name of each kind. */
const EXAMPLES = [
  'consent-00000000-0000-4000-8000-000000000000',
  'request-00000000-0000-4000-8000-000000000000',
  'audit-decisions-2026-01-01',
  'audit-accesses-2026-01-01',
  'audit-checkpoints',
  'audit-decision-checkpoints',
  'audit-cosigned-checkpoints',
  'audit-cosigned-decision-checkpoints',
  'audit-stamped-checkpoints',
  'audit-stamped-decision-checkpoints',
  'audit-losses',
  'audit-ledger',
  'audit-webhook-00000000-0000-4000-8000-000000000000',
  'webhooks',
  'review-2026-01',
  'legal-holds',
  'records-removed',
  `ticket-${'0'.repeat(64)}`,
  'account-00000000-0000-4000-8000-000000000000',
  'sign-on-2026-01-01',
  'patient-opening-2026-01-01',
];

/**
 * The streams of the ledger that the settings describe. Ledgers with different prefixes on one server never have a stream in common.
 * @throws ConfigError when a stream under the prefix could be taken for one of another ledger.
 */
export function ledgerScope({ STREAM_PREFIX: prefix = '' }: Pick<Config, 'STREAM_PREFIX'>): StreamScope {
  const collision = collisionOf(prefix);
  if (collision === undefined) return { prefix, owns: isOwn };
  throw new ConfigError(
    `STREAM_PREFIX: "${prefix}" cannot be used: the stream ${collision} could be one of another ledger on the same server`,
  );
}

/** A part of the prefix may be another ledger's whole prefix, or none; what is left of the name must not look like its own. */
function collisionOf(prefix: string): string | undefined {
  const endings = Array.from(prefix, (_, start) => prefix.slice(start));
  return endings.flatMap((ending) => EXAMPLES.map((name) => ending + name)).find(isOwn);
}
