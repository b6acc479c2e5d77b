import { streamForms } from '#consent-ledger';
import type { StoredEvent } from '#event-store';
import type { StreamRules } from '#evidence';
import { malformed, streamsNamed } from './shapes';

/** What the first answer to a request must be, at least. */
interface RememberedAnswer {
  readonly result?: { readonly resultCode?: unknown };
  readonly position?: unknown;
}

/** A request that may be sent again is received, then answered, and nothing more. The state is how many events there have been. */
export const requestRules: StreamRules<number> = {
  holds: streamsNamed(streamForms.request),
  initial: 0,
  follow: (count, event) => {
    const isSound = [isReceived, isAnswered][count];
    return isSound?.(event)
      ? { state: count + 1 }
      : malformed(count + 1, 'A remembered request does not have it here.');
  },
};

const isReceived = ({ type, data }: StoredEvent): boolean =>
  type === 'RequestReceived.v1' && typeof (data as { fingerprint?: unknown }).fingerprint === 'string';

function isAnswered({ type, data }: StoredEvent): boolean {
  const { result, position } = data as RememberedAnswer;
  return (
    type === 'RequestAnswered.v1' && typeof result?.resultCode === 'string' && typeof position === 'number'
  );
}
