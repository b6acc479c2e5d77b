import { EmbeddedEventStore, type StoredEvent } from '#event-store';

/**
 * Follows a log until it has seen the given number of events, and prints the gaps in positions and revisions. A
 * subscription alone does not keep a process alive.
 */
async function main([directory, count]: string[]): Promise<void> {
  const store = await EmbeddedEventStore.open(directory!);
  const gaps = new Gaps();
  let seen = 0;
  const untilDone = setInterval(() => undefined, 1000);
  for await (const { events } of store.subscribe()) {
    for (const event of events) gaps.look(event);
    seen += events.length;
    if (seen >= Number(count)) break;
  }
  clearInterval(untilDone);
  process.stdout.write(JSON.stringify({ seen, gaps: gaps.found }));
  await store.close();
}

class Gaps {
  readonly found: string[] = [];
  private readonly revisions = new Map<string, number>();
  private position = -1;

  look({ stream, revision, position }: StoredEvent): void {
    if (position !== this.position + 1) this.found.push(`position ${position} after ${this.position}`);
    const before = this.revisions.get(stream) ?? -1;
    if (revision !== before + 1) this.found.push(`${stream}: revision ${revision} after ${before}`);
    this.position = position;
    this.revisions.set(stream, revision);
  }
}

void main(process.argv.slice(2));
