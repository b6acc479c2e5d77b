import { EmbeddedEventStore } from '#event-store';

/** Reads a log from its first event to its last, each parsed, and does nothing with them. The folder of the log is the argument. */
async function main(): Promise<void> {
  const store = await EmbeddedEventStore.open(process.argv[2]!);
  let events = 0;
  for await (const event of store.readAll()) if (event.revision >= 0) events += 1;
  await store.close();
  process.stdout.write(`${events}\n`);
}

void main();
