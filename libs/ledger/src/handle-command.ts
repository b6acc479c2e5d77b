import {
  NO_POSITION,
  type EventStore,
  type ExpectedRevision,
  type NewEvent,
  type Position,
  type StoredEvent,
} from '#event-store';
import { derivedId } from '#platform';

/** The rules of one kind of stream, by shape. */
export interface Decider<Command, State, Event, Rejection> {
  readonly initialState: State;
  evolve(state: State, event: Event): State;
  decide(command: Command, state: State): Decision<Event, Rejection>;
}

export type Decision<Event, Rejection> =
  | { readonly accepted: true; readonly events: readonly Event[] }
  | { readonly accepted: false; readonly rejection: Rejection };

/** How events are written and read. */
export interface EventCodec<Event> {
  encode(event: Event): Omit<NewEvent, 'id'>;
  /** `null` when the stored event is of another kind. */
  decode(stored: StoredEvent): Event | null;
}

export interface CommandRequest<Command> {
  readonly stream: string;
  readonly command: Command;
  /** A UUID, the same for every repetition of the request: event ids follow from it, so nothing is ever written twice. */
  readonly commandId: string;
  /** The command usually begins its stream: it is tried on an empty history first, which saves reading it. */
  readonly startsStream: boolean;
}

/** The position is that of the last event it was decided by or resulted in; `NO_POSITION` for a refusal on an empty history. */
export type CommandOutcome<Rejection> = Accepted | Refused<Rejection>;

export interface Accepted {
  readonly accepted: true;
  /** Whether this command, or an earlier attempt of it, changed something; false: all was as it demands. */
  readonly hasChanged: boolean;
  readonly position: Position;
}

export interface Refused<Rejection> {
  readonly accepted: false;
  readonly rejection: Rejection;
  readonly position: Position;
}

/** So many races lost in a row are no race but a fault. */
const MAX_ATTEMPTS = 20;

/** One stream was written by others again and again while we decided. The command was not carried out. */
export class TooManyRaces extends Error {
  override readonly name = 'TooManyRaces';
}

/** The history of one stream, folded. */
interface History<State> {
  readonly state: State;
  readonly expected: ExpectedRevision;
  readonly events: readonly StoredEvent[];
  /** Nobody has looked: good enough to append on, because the log then checks it, and never to refuse on. */
  readonly isAssumed: boolean;
}

/**
 * Carries out commands: read → fold → decide → append. A race lost to another writer is decided again on the new history.
 * @throws StoreUnavailable when it is unknown whether the events were written; the same command id may be tried again.
 */
export class CommandHandler<Command, State, Event, Rejection> {
  constructor(
    private readonly store: Pick<EventStore, 'append' | 'readStream'>,
    private readonly decider: Decider<Command, State, Event, Rejection>,
  ) {}

  async handle(
    request: CommandRequest<Command>,
    codec: EventCodec<Event>,
  ): Promise<CommandOutcome<Rejection>> {
    let history = request.startsStream ? this.emptyHistory(true) : await this.read(request.stream, codec);
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      const outcome =
        earlierOutcome(history, request.commandId) ?? (await this.decideAndAppend(request, history, codec));
      if (outcome) return outcome;
      history = await this.read(request.stream, codec);
    }
    throw new TooManyRaces(`Lost ${MAX_ATTEMPTS} races in a row.`);
  }

  /**
   * The refusal that `handle` would answer now; `null` when it would change something, or did so before. Writes nothing.
   * @throws StoreUnavailable
   */
  async refusal(
    request: CommandRequest<Command>,
    codec: EventCodec<Event>,
  ): Promise<Refused<Rejection> | null> {
    const history = await this.read(request.stream, codec);
    if (earlierOutcome(history, request.commandId)) return null;
    const decision = this.decider.decide(request.command, history.state);
    return decision.accepted ? null : { ...decision, position: lastPosition(history) };
  }

  /** `null` when it must be decided again, on the history as it is. */
  private async decideAndAppend(
    request: CommandRequest<Command>,
    history: History<State>,
    codec: EventCodec<Event>,
  ): Promise<CommandOutcome<Rejection> | null> {
    const decision = this.decider.decide(request.command, history.state);
    if (decision.accepted && decision.events.length > 0) {
      return this.append(
        request,
        history.expected,
        decision.events.map((event) => codec.encode(event)),
      );
    }
    if (history.isAssumed) return null;
    const position = lastPosition(history);
    return decision.accepted ? { accepted: true, hasChanged: false, position } : { ...decision, position };
  }

  /** `null` when the race was lost. */
  private async append(
    { stream, commandId }: CommandRequest<Command>,
    expected: ExpectedRevision,
    encoded: readonly Omit<NewEvent, 'id'>[],
  ): Promise<CommandOutcome<Rejection> | null> {
    const events = encoded.map((event, index) => ({ id: eventId(commandId, index), ...event }));
    const result = await this.store.append(stream, expected, events);
    return result.ok ? { accepted: true, hasChanged: true, position: result.position } : null;
  }

  private emptyHistory(isAssumed: boolean): History<State> {
    return { state: this.decider.initialState, expected: 'no-stream', events: [], isAssumed };
  }

  private async read(stream: string, codec: EventCodec<Event>): Promise<History<State>> {
    const events = await this.store.readStream(stream);
    const last = events.at(-1);
    if (!last) return this.emptyHistory(false);
    const state = events.reduce((before, stored) => {
      const event = codec.decode(stored);
      return event ? this.decider.evolve(before, event) : before;
    }, this.decider.initialState);
    return { state, expected: last.revision, events, isAssumed: false };
  }
}

const lastPosition = ({ events }: History<unknown>): Position => events.at(-1)?.position ?? NO_POSITION;

const eventId = (commandId: string, index: number): string => derivedId(String(index), commandId);

/** A command whose first event is already in the history was carried out before: its answer was lost, not its effect. */
function earlierOutcome<State>({ events }: History<State>, commandId: string): CommandOutcome<never> | null {
  if (events.length === 0) return null;
  const firstId = eventId(commandId, 0);
  const earlier = events.find((event) => event.id === firstId);
  return earlier ? { accepted: true, hasChanged: true, position: earlier.position } : null;
}
