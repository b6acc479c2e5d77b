import { EventStoreDBClient } from '@eventstore/db-client';
import { StoreUnavailable } from '../event-store';
import { InvalidEventStoreUrl, parseConnectionString, type ConnectionString } from './connection-string';
import { isAccessDenied, within } from './time-limit';

export interface Connection {
  readonly client: EventStoreDBClient;
  readonly to: ConnectionString;
}

export function connect(connectionString: string): Connection {
  const to = parseConnectionString(connectionString);
  try {
    const client = EventStoreDBClient.connectionString(to.value);
    dropUnawaitedFailures(client);
    return { client, to };
  } catch (error) {
    throw new InvalidEventStoreUrl(reasonOf(error as Error));
  }
}

/**
 * The client awaits nowhere what its `handleError` returns, which fails with the discovery of a cluster that is under way. Whoever
 * makes a call gets that failure from the call itself, so here it is dropped: as a rejection of nobody it would end the process.
 */
function dropUnawaitedFailures(client: EventStoreDBClient): void {
  const handleError = client['handleError'];
  client['handleError'] = (failed, error) => handleError(failed, error).catch(() => undefined);
}

/** What the client says of a string it cannot parse quotes the string. */
const reasonOf = (error: Error): string =>
  'connectionString' in error ? 'cannot be understood' : `cannot be used: ${error.message}`;

export function unreachable(hosts: string, error: unknown): StoreUnavailable {
  const why = refusalOf((error as Error).cause) ?? `does not answer: ${(error as Error).message}`;
  return new StoreUnavailable(`EVENT_STORE_URL: the server at ${hosts} ${why}`, { cause: error });
}

const UNAUTHENTICATED = 16;

/** The server knows the user and gives no right, or nobody was named; or it does not know this user with this password. */
function refusalOf(error: unknown): string | undefined {
  if (!isAccessDenied(error)) return undefined;
  return (error as { code?: unknown }).code === UNAUTHENTICATED
    ? 'refuses the user or password'
    : 'does not let this user read the whole log ($all): name a user who may, as esdb://user:password@host';
}

const PATIENCE = 1000;

/** Ends all calls, then the connection, which the client itself would leave open. */
export async function disconnect(client: EventStoreDBClient): Promise<void> {
  const disconnected = client.dispose().then(async () => (await client['getChannel']()).close());
  await within(PATIENCE, disconnected).catch(() => undefined);
}
