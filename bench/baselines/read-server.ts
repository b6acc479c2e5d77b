import { EventStoreDBClient } from '@eventstore/db-client';

/** Reads a server's whole log with the client's own `readAll`, and does nothing with the events. Its address is the argument. */
async function main(): Promise<void> {
  const client = EventStoreDBClient.connectionString(process.argv[2]!);
  let events = 0;
  for await (const { event } of client.readAll()) if (event) events += 1;
  await client.dispose();
  process.stdout.write(`${events}\n`);
}

void main();
