import { setTimeout as pause } from 'node:timers/promises';
import { hsaKey } from '#consent';
import type { Clock, Logger } from '#platform';
import { RegisterUnavailable, type NameRegister } from '#sign-on';

/** Names by the keys of their HSA-ids. */
export type Names = ReadonlyMap<string, string>;

const MINUTE_MS = 60_000;
const KNOWN_FOR_MS = 10 * MINUTE_MS;
const UNKNOWN_FOR_MS = MINUTE_MS;

/** No page waits longer for names: an HSA-id says the same. */
const PATIENCE_MS = 800;

/** More than a portal shows in the time that names are known for. */
const MOST_KNOWN = 20_000;

interface Known {
  readonly name: string | null;
  readonly until: number;
}

/** What HSA-ids are called, as far as the register says so in time. A name decides nothing, so a register that is silent is no fault. */
export class KnownNames {
  private readonly known = new Map<string, Known>();
  private readonly asked = new Map<string, Promise<void>>();

  constructor(
    private readonly register: NameRegister,
    private readonly clock: Clock,
    private readonly log: Pick<Logger, 'warn'>,
  ) {}

  async of(hsaIds: Iterable<string>): Promise<Names> {
    const keys = [...new Set(Array.from(hsaIds, hsaKey))];
    const missing = keys.filter((key) => (this.known.get(key)?.until ?? 0) <= this.clock());
    if (missing.length > 0) {
      const asking = Promise.all(missing.map((key) => this.ask(key)));
      await Promise.race([asking, pause(PATIENCE_MS, undefined, { ref: false })]);
    }
    return new Map(
      keys.flatMap((key) => {
        const name = this.known.get(key)?.name;
        return name ? [[key, name] as const] : [];
      }),
    );
  }

  private ask(key: string): Promise<void> {
    const before = this.asked.get(key);
    if (before) return before;
    const asking = this.find(key).finally(() => this.asked.delete(key));
    this.asked.set(key, asking);
    return asking;
  }

  private async find(key: string): Promise<void> {
    const name = await this.nameOf(key);
    if (this.known.size >= MOST_KNOWN) this.known.clear();
    const lasts = name === null ? UNKNOWN_FOR_MS : KNOWN_FOR_MS;
    this.known.set(key, { name, until: this.clock() + lasts });
  }

  private async nameOf(key: string): Promise<string | null> {
    try {
      return await this.register.nameOf(key);
    } catch (error) {
      if (!(error instanceof RegisterUnavailable)) throw error;
      this.log.warn('No names from the register of organisations.', { cause: error.message });
      return null;
    }
  }
}
