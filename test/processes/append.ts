import { randomUUID } from 'node:crypto';
import { EmbeddedEventStore } from '#event-store';

/**
 * Appends to a log until it is killed, or until it has made its number of appends, and prints every append after it was
 * acknowledged: `stream revision position ids…`. Each append says how many events it has, so that half of one can be told.
 */
async function main([directory, name, callers, appends]: string[]): Promise<void> {
  const store = await EmbeddedEventStore.open(directory!);
  const limit = Number(appends ?? Infinity);
  let begun = 0;
  const caller = async (number: number): Promise<void> => {
    for (let turn = 0; begun < limit; turn++) {
      await appendOnce(store, `${name}-${number}-${turn >> 3}`, 1 + (begun++ % 3));
    }
  };
  await Promise.all(Array.from({ length: Number(callers) }, (_, number) => caller(number)));
  await store.close();
}

async function appendOnce(store: EmbeddedEventStore, stream: string, size: number): Promise<void> {
  const append = randomUUID();
  const events = Array.from({ length: size }, (_, index) => ({
    id: randomUUID(),
    type: 'Noted.v1',
    data: { append, size, index },
    metadata: {},
  }));
  const result = await store.append(stream, 'any', events);
  if (!result.ok) throw new Error(`Refused: ${JSON.stringify(result)}`);
  const ids = events.map(({ id }) => id).join(' ');
  process.stdout.write(`${stream} ${result.revision} ${result.position} ${ids}\n`);
}

void main(process.argv.slice(2));
