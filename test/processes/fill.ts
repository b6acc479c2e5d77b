import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { EmbeddedEventStore, type NewEvent } from '#event-store';

/**
 * Opens a log and appends until it is refused; prints why as JSON, and how many appends had been acknowledged. For every line on
 * its standard input it tries once more to append what was refused.
 */
async function main([directory, appends]: string[]): Promise<void> {
  const store = await EmbeddedEventStore.open(directory!);
  let acknowledged = 0;
  for (; acknowledged < Number(appends); acknowledged++) {
    const event = { id: randomUUID(), type: 'Noted.v1', data: { text: 'x'.repeat(100_000) }, metadata: {} };
    const refused = await refusal(store, event);
    if (!refused) continue;
    print({ ...refused, acknowledged });
    await once(process.stdin, 'data');
    print({ again: (await refusal(store, event)) ?? 'appended', acknowledged });
    break;
  }
  print({ head: await store.head() });
  process.stdin.destroy();
  await store.close();
}

async function refusal(store: EmbeddedEventStore, event: NewEvent): Promise<object | undefined> {
  try {
    await store.append('fill', 'any', [event]);
    return undefined;
  } catch (error) {
    return described(error as Error);
  }
}

const described = (error: Error): object => ({ ...error, name: error.name, message: error.message });

const print = (what: object): void => void process.stdout.write(`${JSON.stringify(what)}\n`);

main(process.argv.slice(2)).catch((error: Error) => print(described(error)));
