import { once } from 'node:events';
import { EmbeddedEventStore } from '#event-store';

/** Reads the log in a directory twice, before and after something comes on standard input; prints how far, or what is wrong. */
async function main([directory]: readonly string[]): Promise<void> {
  const store = await EmbeddedEventStore.open(directory!, { mayOnlyRead: true });
  process.stdout.write(`${await store.head()}\n`);
  await once(process.stdin, 'data');
  const again = await store.head().then(String, (error: Error) => error.message);
  process.stdout.write(`${again}\n`);
  await store.close();
  process.exit();
}

void main(process.argv.slice(2));
