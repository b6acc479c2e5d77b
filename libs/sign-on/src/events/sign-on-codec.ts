import { formatInstant, parseInstant } from '#consent';
import type { NewEvent, StoredEvent } from '#event-store';
import type { SignOnEvent } from './sign-on-event';

/** A sign-on event that this build does not know: an older build on a newer ledger must stop, not guess. */
export class UnknownSignOnEvent extends Error {
  override readonly name = 'UnknownSignOnEvent';
}

type Type = SignOnEvent['type'];

/** The instants of each event, which are stored as UTC text, so that an auditor can read the log without us. */
const instantsOf: Readonly<Record<Type, readonly string[]>> = {
  TicketIssued: ['expiresAt', 'recordedAt'],
  TicketRedeemed: ['recordedAt'],
  AccountCreated: ['recordedAt'],
  SignedOn: ['recordedAt'],
  SignOnRefused: ['recordedAt'],
  SignedOff: ['recordedAt'],
  PatientOpened: ['recordedAt'],
};

const VERSION = '.v1';

/** The stored names; every version ever written stays readable here for good, held by a golden file each. */
export const signOnEventTypes: readonly string[] = Object.keys(instantsOf).map((type) => type + VERSION);

type Fields = Readonly<Record<string, unknown>>;

const withInstants = (fields: Fields, type: Type, change: (instant: never) => unknown): Fields => ({
  ...fields,
  ...Object.fromEntries(instantsOf[type].map((name) => [name, change(fields[name] as never)])),
});

/** How an event is written: the newest version of its stored form. */
export function encodeSignOn({ type, ...fields }: SignOnEvent): Omit<NewEvent, 'id'> {
  return { type: type + VERSION, data: withInstants(fields, type, formatInstant), metadata: {} };
}

/**
 * An event as it was meant.
 * @throws UnknownSignOnEvent when it is of another kind, or newer than this build.
 */
export function decodeSignOn({ type, data, stream, revision }: Stored): SignOnEvent {
  if (!signOnEventTypes.includes(type)) {
    throw new UnknownSignOnEvent(`This build cannot read ${type} at revision ${revision} of ${stream}.`);
  }
  const name = type.slice(0, -VERSION.length) as Type;
  return { ...withInstants(data as Fields, name, parseInstant), type: name } as unknown as SignOnEvent;
}

type Stored = Pick<StoredEvent, 'type' | 'data' | 'stream' | 'revision'>;
