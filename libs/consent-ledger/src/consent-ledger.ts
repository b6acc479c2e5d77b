import { consentStream, decide, decode, encode, evolve, initialState } from '#consent';
import type { ConsentCommand, ConsentEvent, ConsentState, Provenance, Rejection } from '#consent';
import type { EventStore, Position } from '#event-store';
import {
  CommandHandler,
  freshView,
  type CommandOutcome,
  type CommandRequest,
  type EventCodec,
  type Readable,
  type Refused,
} from '#ledger';
import type { Projection, Rows } from '#read-models';

/** An answer, and the position of the ledger that it was computed at. */
export interface Answered<Answer> {
  readonly answer: Answer;
  readonly position: Position;
  /** What the last event behind it is known by, wherever the ledger is moved. */
  readonly knownPosition: Position;
}

/** The parts of an open ledger that commands and questions need. */
export interface LedgerParts extends Readable {
  readonly store: Pick<EventStore, 'append' | 'readStream' | 'head'>;
}

/** The engine joined to the rules and the read models: what can be commanded, and what can be asked. */
export class ConsentLedger {
  private readonly commands: CommandHandler<ConsentCommand, ConsentState, ConsentEvent, Rejection>;

  constructor(private readonly ledger: LedgerParts) {
    this.commands = new CommandHandler(ledger.store, { initialState, evolve, decide });
  }

  /** Carries a command out, or returns the rules' rejection. @throws StoreUnavailable @throws TooManyRaces */
  execute(command: ConsentCommand, provenance: Provenance): Promise<CommandOutcome<Rejection>> {
    return this.commands.handle(requestFor(command, provenance), codecFor(provenance));
  }

  /** The refusal that `execute` would return now; `null` when it would change something. @throws StoreUnavailable */
  refusal(command: ConsentCommand, provenance: Provenance): Promise<Refused<Rejection> | null> {
    return this.commands.refusal(requestFor(command, provenance), codecFor(provenance));
  }

  /**
   * Asks a read model that has applied everything committed before this call, and everything at or before `atLeast`.
   * @throws NotCaughtUp @throws StoreUnavailable
   */
  async ask<Row, Answer>(
    { name }: Projection<Row>,
    { atLeast }: { readonly atLeast?: Position },
    question: (rows: Rows<Row>) => Answer,
  ): Promise<Answered<Answer>> {
    const { rows, position, knownPosition } = await freshView<Row>(this.ledger, name, atLeast);
    return { answer: question(rows), position, knownPosition };
  }

  /** Asks a read model as it stands: without waiting, and perhaps before the newest event. */
  glance<Row, Answer>({ name }: Projection<Row>, question: (rows: Rows<Row>) => Answer): Answer {
    return question(this.ledger.storage.view<Row>(name).rows);
  }
}

const requestFor = (command: ConsentCommand, { commandId }: Provenance): CommandRequest<ConsentCommand> => ({
  stream: consentStream(command.assertionId),
  command,
  commandId,
  startsStream: command.type === 'RegisterConsent',
});

const codecFor = (provenance: Provenance): EventCodec<ConsentEvent> => ({
  encode: (event) => encode(event, provenance),
  decode: (stored) => decode(stored)?.event ?? null,
});
