import {
  samePerson,
  type ConsentCancelled,
  type ConsentDeleted,
  type ConsentEndedByPatient,
  type ConsentEvent,
  type ConsentRegistered,
  type Instant,
  type PersonIdentity,
  type Recorded,
} from '#consent';
import type { History, Seen } from './viewpoint';

type AnyEvent = Recorded<ConsentEvent>;
export type Closing = Recorded<ConsentCancelled | ConsentDeleted>;
export type NewEnd = Recorded<ConsentEndedByPatient>;

/** How one consent stood at a viewpoint, event by event. */
export interface Standing {
  readonly registered: Recorded<ConsentRegistered>;
  /** Whether its registration was known. */
  readonly isKnown: boolean;
  /** The last end that the patient had moved it to. */
  readonly newEnd?: NewEnd;
  readonly closing?: Closing;
  /** The latest time at which anything that bears on its validity was recorded. */
  readonly recordedAt: Instant;
  /** What happened to it only later. */
  readonly later: readonly (Closing | NewEnd)[];
}

/** Every consent that a patient has ever had, in the order of registration. */
export function standingsOf({ counted, later }: Seen, patient: PersonIdentity): Standing[] {
  const known = byConsent(counted, patient);
  const unknown = byConsent(later, patient);
  const ids = new Set([...known.keys(), ...unknown.keys()]);
  return [...ids]
    .flatMap((id) => standingOf(known.get(id) ?? [], unknown.get(id) ?? []) ?? [])
    .sort((a, b) => a.registered.position - b.registered.position);
}

/** UUIDs are the same in any case. */
function byConsent(history: History, patient: PersonIdentity): Map<string, AnyEvent[]> {
  const streams = new Map<string, AnyEvent[]>();
  for (const recorded of history) {
    if (!samePerson(recorded.event.patient, patient)) continue;
    const id = recorded.event.assertionId.toLowerCase();
    const stream = streams.get(id);
    if (stream) stream.push(recorded);
    else streams.set(id, [recorded]);
  }
  return streams;
}

/** `null` for one whose registration the log no longer has: what was never registered gave nobody access. */
function standingOf(counted: History, later: History): Standing | null {
  const known = counted.find(isRegistration);
  const registered = known ?? later.find(isRegistration);
  if (!registered) return null;
  if (!known) return { registered, isKnown: false, recordedAt: registered.event.recordedAt, later: [] };
  const newEnd = counted.findLast(isNewEnd);
  const closing = counted.find(isClosing);
  return {
    registered,
    isKnown: true,
    ...(newEnd && { newEnd }),
    ...(closing && { closing }),
    recordedAt: Math.max(
      known.event.recordedAt,
      ...counted.filter(isNewEnd).map(({ event }) => event.recordedAt),
    ),
    later: later.filter((recorded) => isNewEnd(recorded) || isClosing(recorded)),
  };
}

const isRegistration = (recorded: AnyEvent): recorded is Recorded<ConsentRegistered> =>
  recorded.event.type === 'ConsentRegistered';

export const isNewEnd = (recorded: AnyEvent): recorded is NewEnd =>
  recorded.event.type === 'ConsentEndedByPatient';

const isClosing = (recorded: AnyEvent): recorded is Closing =>
  recorded.event.type === 'ConsentCancelled' || recorded.event.type === 'ConsentDeleted';
