import { NO_POSITION, type Batch, type Position, type StoredEvent } from '#event-store';
import { ReadModelStorage, type Projection } from '#ledger';

const EVENTS = 100;

const pages: Projection<StoredEvent> = {
  name: 'pages',
  version: 1,
  apply: ({ position }) => [{ key: ['page', position], row: 'x'.repeat(1000) }],
};

/**
 * Says `open` when it has opened the read models in a folder, and applies batches of some 100 KB to them until one is refused;
 * prints as JSON what the refusal was. After a refusal it stays a moment, so that a failure that nobody hears can end it.
 */
async function main([directory, batches]: string[]): Promise<void> {
  const storage = ReadModelStorage.open(directory!, [pages], (stored) => stored);
  process.stdout.write('open\n');
  const refused = await fill(storage, Number(batches)).then(
    () => undefined,
    (error: Error) => ({ name: error.name, message: error.message }),
  );
  if (refused) await new Promise((resolve) => setTimeout(resolve, 200));
  process.stdout.write(`${JSON.stringify({ refused: refused ?? null })}\n`);
}

async function fill(storage: ReadModelStorage<StoredEvent>, batches: number): Promise<void> {
  for (let number = 0; number < batches; number++) {
    const after = number === 0 ? NO_POSITION : number * EVENTS - 1;
    await storage.apply(batchAfter(after), after);
  }
}

function batchAfter(after: Position): Batch {
  const events = Array.from({ length: EVENTS }, (_, index) => eventAt(after + 1 + index));
  return { events, position: after + EVENTS };
}

const eventAt = (position: Position): StoredEvent => ({
  id: crypto.randomUUID(),
  type: 'Noted.v1',
  stream: 'notes',
  revision: position,
  position,
  data: {},
  metadata: {},
});

void main(process.argv.slice(2));
