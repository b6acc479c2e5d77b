import { createSocket } from 'node:dgram';
import { lookup } from 'node:dns';
import { once } from 'node:events';
import { join } from 'node:path';
import type { EmbeddedEventStore } from '#event-store';
import { provideWorkerThreads } from '#platform';

const [folder, logs, names] = [process.argv[2]!, Number(process.argv[3]), Number(process.argv[4])];
const ROUNDS = 5;

/** Appends to several logs at once, while names are looked up whose server says nothing; prints how many lookups are still waiting. */
async function main(): Promise<void> {
  provideWorkerThreads();
  const { EmbeddedEventStore: Store } = await import('#event-store');
  const { newId } = await import('#platform');
  const stores: EmbeddedEventStore[] = [];
  for (let log = 0; log < logs; log += 1) stores.push(await Store.open(join(folder, String(log))));
  const silent = createSocket('udp4').bind(53, '127.0.0.1');
  await once(silent, 'listening');
  let waiting = names;
  for (let name = 0; name < names; name += 1) lookup(`n${name}.example.org`, () => (waiting -= 1));
  await once(silent, 'message');
  const event = () => ({ id: newId(), type: 'Happened', data: {}, metadata: {} });
  for (let round = 0; round < ROUNDS; round += 1)
    await Promise.all(stores.map((store) => store.append('s', 'any', [event()])));
  process.stdout.write(JSON.stringify({ appended: logs * ROUNDS, waiting }));
  process.exit();
}

void main();
