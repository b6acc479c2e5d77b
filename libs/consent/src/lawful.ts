import type { Caller } from './caller';
import type { ConsentCommand } from './command';
import { decide } from './decide';
import type { ConsentEvent, StatedTime } from './event';
import type { Rejection } from './rejection';
import type { ConsentState } from './state';

/**
 * Why the rules cannot have made an event of the history before it: they refuse what it would answer, or they make another
 * event of it, one that differs in these fields.
 */
export type Unlawful =
  | { readonly reason: Rejection['reason'] }
  | { readonly reason: 'differs'; readonly fields: readonly string[] };

/**
 * Whether an event may follow a history; `null` when it may. There is no second set of rules: what the event answers is asked
 * again, of the same history and at the same time, and must be decided in the same way. Who may ask is not in the history.
 */
export function whyUnlawful(event: ConsentEvent, state: ConsentState): Unlawful | null {
  const decision = decide(commandOf(event), state);
  if (!decision.accepted) return { reason: decision.rejection.reason };
  const fields = differences(event, decision.events[0]!);
  return fields.length === 0 ? null : { reason: 'differs', fields };
}

const anyone = (systemId: string): Caller => ({ systemId, careProviders: 'all' });

/** What was stated; what the ledger filled in, it fills in again. */
const asStated = (time: StatedTime): StatedTime | undefined => (time.sent === null ? undefined : time);

/** The command that an event answers. */
function commandOf(event: ConsentEvent): ConsentCommand {
  const { assertionId, recordedAt: now } = event;
  const base = { assertionId, now, caller: anyone('') };
  switch (event.type) {
    case 'ConsentRegistered': {
      const { type: _, start, ownerId, recordedAt: __, ...stated } = event;
      const caller = anyone(ownerId);
      return {
        ...base,
        ...stated,
        type: 'RegisterConsent',
        start: asStated(start),
        caller,
        forgiving: false,
      };
    }
    case 'ConsentCancelled':
      return { ...base, type: 'CancelConsent', cancellation: event.cancellation };
    case 'ConsentDeleted':
      return { ...base, type: 'DeleteConsent', deletion: event.deletion };
    case 'ConsentEndedByPatient': {
      const { patient, representedBy } = event;
      return { ...base, type: 'EndConsentByPatient', patient, representedBy, end: asStated(event.end) };
    }
  }
}

/** The fields in which two events differ; one that is absent differs from one that is undefined, so a lost field is seen. */
function differences(one: object, other: object): string[] {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].filter((name) => !isSame(entry(one, name), entry(other, name)));
}

const ABSENT = Symbol('absent');

const entry = (object: object, name: string): unknown =>
  Object.hasOwn(object, name) ? (object as Record<string, unknown>)[name] : ABSENT;

function isSame(one: unknown, other: unknown): boolean {
  if (!isObject(one) || !isObject(other)) return one === other;
  return differences(one, other).length === 0;
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
