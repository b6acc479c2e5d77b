import type { ConsentCommand } from '../command';
import { decide } from '../decide';
import type { ConsentEvent } from '../event';
import type { Provenance, Recorded } from '../provenance';
import type { ConsentState } from '../state';
import { evolve, initialState } from '../state';
import { consentStream } from '../stream';
import { journalSystem } from './people-and-times';

export const provenance: Provenance = {
  commandId: '00000000-0000-4000-8000-0000000000c1',
  correlationId: 'a-correlation',
  door: 'json',
  systemId: journalSystem,
};

export const recorded = <Event extends ConsentEvent>(event: Event, position: number): Recorded<Event> => ({
  event,
  provenance,
  position,
});

/** The events as a ledger holds them, from position 1 on. */
export const history = (...events: readonly ConsentEvent[]): Recorded<ConsentEvent>[] =>
  events.map((event, index) => recorded(event, index + 1));

/** What a ledger holds after these commands, one after the other. Those that are rejected leave nothing. */
export function historyOf(commands: readonly ConsentCommand[]): Recorded<ConsentEvent>[] {
  const states = new Map<string, ConsentState>();
  const events: ConsentEvent[] = [];
  for (const command of commands) {
    const stream = consentStream(command.assertionId);
    const state = states.get(stream) ?? initialState;
    const decision = decide(command, state);
    const decided = decision.accepted ? decision.events : [];
    states.set(stream, decided.reduce(evolve, state));
    events.push(...decided);
  }
  return history(...events);
}
