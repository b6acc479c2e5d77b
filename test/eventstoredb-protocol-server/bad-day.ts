import { StoreUnavailable } from '#event-store';
import { EventStoreDbEventStore, type EventStoreDbOptions } from '#event-store/eventstoredb';
import { ProtocolServer } from './protocol-server';

export const ATTEMPT_TIMEOUT = 400;

/** Opens an impatient store, as often as it takes: on a busy machine, its patience may end before it is open. */
export async function openImpatient(
  url: string,
  options: EventStoreDbOptions,
): Promise<EventStoreDbEventStore> {
  for (;;) {
    try {
      return await EventStoreDbEventStore.open(url, options);
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
    }
  }
}

/** A protocol server and an impatient store on it, anew for every test. */
export class BadDay {
  server!: ProtocolServer;
  store!: EventStoreDbEventStore;

  constructor() {
    beforeEach(async () => {
      this.server = await ProtocolServer.start();
      await this.open({ attemptTimeout: ATTEMPT_TIMEOUT, deadline: 60_000 });
    });
    afterEach(async () => {
      this.server.heal();
      await this.store.close();
      this.server.die();
    });
  }

  async reopen(options: EventStoreDbOptions): Promise<void> {
    await this.store.close();
    await this.open(options);
  }

  private async open(options: EventStoreDbOptions): Promise<void> {
    this.store = await openImpatient(this.server.url, options);
  }

  /** The ids of a stream's events as the server has them, past every client. */
  written(stream: string): string[] {
    return (this.server.log.stream(stream) ?? []).map(({ id }) => id);
  }
}
