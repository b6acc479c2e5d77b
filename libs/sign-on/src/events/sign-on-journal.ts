import type { EventStore } from '#event-store';
import { newId } from '#platform';
import { encodeSignOn } from './sign-on-codec';
import type { PatientOpened, SignedOff, SignedOn, SignOnRefused } from './sign-on-event';
import { patientOpeningStream, signOnStream } from './sign-on-streams';

/** Who came in, went out, was not let in, and which patients were opened: kept before the person sees anything. */
export class SignOnJournal {
  constructor(private readonly store: Pick<EventStore, 'append'>) {}

  /** Resolves when it is durable. @throws StoreUnavailable */
  async note(event: SignedOn | SignOnRefused | SignedOff | PatientOpened): Promise<void> {
    const streamAt = event.type === 'PatientOpened' ? patientOpeningStream : signOnStream;
    await this.store.append(streamAt(event.recordedAt), 'any', [{ id: newId(), ...encodeSignOn(event) }]);
  }
}
