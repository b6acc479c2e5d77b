import type { Instant, PersonIdentity } from '#consent';
import type { EventStore } from '#event-store';
import { newId } from '#platform';
import { encodeSignOn } from '../events/sign-on-codec';
import { accountStream } from '../events/sign-on-streams';

/** Who has an account: a stream in the ledger each, begun once. */
export class Accounts {
  constructor(private readonly store: Pick<EventStore, 'append' | 'readStream'>) {}

  /** @throws StoreUnavailable */
  async has(person: PersonIdentity): Promise<boolean> {
    const [created] = await this.store.readStream(accountStream(person), { limit: 1 });
    return created !== undefined;
  }

  /** Creates the account unless it is there, which another process may just have seen to. @throws StoreUnavailable */
  async create(person: PersonIdentity, hprNumber: string, now: Instant): Promise<void> {
    const event = { type: 'AccountCreated', person, hprNumber, recordedAt: now } as const;
    await this.store.append(accountStream(person), 'no-stream', [{ id: newId(), ...encodeSignOn(event) }]);
  }
}
