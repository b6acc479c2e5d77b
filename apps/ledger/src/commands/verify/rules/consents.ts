import {
  consentStream,
  decode,
  evolve,
  initialState,
  isUuid,
  whyUnlawful,
  type ConsentState,
  type Provenance,
  type Unlawful,
} from '#consent';
import { streamForms } from '#consent-ledger';
import type { StoredEvent } from '#event-store';
import type { Followed, StreamRules } from '#evidence';
import { malformed, streamsNamed } from './shapes';

/** A consent's history is one that the rules can have made. */
export const consentRules: StreamRules<ConsentState> = {
  holds: streamsNamed(streamForms.consent),
  initial: initialState,
  follow: (state, event) => {
    try {
      return followed(state, event);
    } catch {
      return malformed(state, 'It cannot be decoded as an event of a consent.');
    }
  },
};

function followed(state: ConsentState, stored: StoredEvent): Followed<ConsentState> {
  const recorded = decode(stored);
  if (!recorded) return malformed(state, 'The history of a consent does not have its type.');
  const { event, provenance } = recorded;
  if (consentStream(event.assertionId) !== stored.stream)
    return malformed(state, 'It is about another consent than its stream.');
  if (!isProvenance(provenance))
    return malformed(state, 'It does not say how its request reached the ledger.');
  const unlawful = whyUnlawful(event, state);
  if (unlawful) return { state, fault: { kind: 'rules', what: inWords(unlawful) } };
  return { state: evolve(state, event) };
}

function isProvenance({ commandId, correlationId, door, systemId }: Partial<Provenance>): boolean {
  const isFromDoor = door === 'json' || door === 'soap';
  return isFromDoor && isUuid(String(commandId)) && Boolean(correlationId) && Boolean(systemId);
}

function inWords(unlawful: Unlawful): string {
  switch (unlawful.reason) {
    case 'already-registered':
      return 'It registers a consent that is registered already.';
    case 'not-found':
      return 'There is no such consent of this patient before it.';
    case 'already-cancelled':
      return 'The consent is cancelled before it.';
    case 'already-deleted':
      return 'The consent is deleted before it.';
    case 'invalid-span':
      return 'It gives the consent an end that the rules do not let it have.';
    case 'access-denied':
      return 'Nobody may have asked for it.';
    case 'differs':
      return `The rules would have written another event; these fields differ: ${unlawful.fields.join(', ')}.`;
  }
}
