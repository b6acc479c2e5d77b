import { Inject, Injectable } from '@nestjs/common';
import { consentStream, decide, decode, encode, evolve, initialState } from '#consent';
import type { ConsentCommand, ConsentEvent, ConsentState, Provenance, Rejection } from '#consent';
import type { EventStore, Position } from '#event-store';
import { CommandHandler, NotCaughtUp, ReadBarrier, ReadModelStorage, type EventCodec } from '#ledger';
import type { Projection, Rows } from '#read-models';
import { metered } from '../observability/metered-event-store';
import { Metrics } from '../observability/metrics';
import { OK, resultOf } from '../contract/error-table';
import type { Outcome } from '../contract/contract';
import type { RequestContext } from '../contract/request-context';
import { texts, type Fault } from '../validation';
import { EVENT_STORE } from '../surroundings/tokens';

/** An answer, and the position of the ledger that it was computed at. */
export interface Answered<Answer> {
  readonly answer: Answer;
  readonly position: Position;
  /** What the last event behind it is known by, wherever the ledger is moved. */
  readonly knownPosition: Position;
}

/** The engine joined to the rules and the read models: what the contracts ask and command. */
@Injectable()
export class ConsentLedger {
  private readonly commands: CommandHandler<ConsentCommand, ConsentState, ConsentEvent, Rejection>;

  constructor(
    @Inject(EVENT_STORE) store: EventStore,
    metrics: Metrics,
    private readonly barrier: ReadBarrier,
    private readonly readModels: ReadModelStorage<unknown>,
  ) {
    this.commands = new CommandHandler(metered(store, metrics), { initialState, evolve, decide });
  }

  /** Carries a command out, or says why not. */
  async execute(command: ConsentCommand, { provenance }: RequestContext): Promise<Outcome> {
    const outcome = await this.commands.handle(
      {
        stream: consentStream(command.assertionId),
        command,
        commandId: provenance.commandId,
        startsStream: command.type === 'RegisterConsent',
      },
      codecFor(provenance),
    );
    const { position } = outcome;
    if (outcome.accepted) return { result: OK, position };
    return { result: resultOf(outcome.rejection), position, faults: faultsOf(outcome.rejection, command) };
  }

  /** Asks a read model that has applied everything committed before this call. */
  async ask<Row, Answer>(
    { name }: Projection<Row>,
    { atLeast }: RequestContext,
    question: (rows: Rows<Row>) => Answer,
  ): Promise<Answered<Answer>> {
    const least = await this.barrier.pass(atLeast);
    const { rows, position, knownPosition } = this.readModels.view<Row>(name);
    if (position < least) throw new NotCaughtUp(`${name} was taken back to ${position}, before ${least}.`);
    return { answer: question(rows), position, knownPosition };
  }
}

/** What the rules refuse because of the request's own content is told by its element, as validation does. */
function faultsOf({ reason }: Rejection, { type }: ConsentCommand): readonly Fault[] | undefined {
  if (reason !== 'invalid-span') return undefined;
  const element = type === 'EndConsentByPatient' ? 'endDateTime' : 'endDate';
  return [{ element, message: texts.invalidSpan(), logMessage: texts.invalidSpan() }];
}

const codecFor = (provenance: Provenance): EventCodec<ConsentEvent> => ({
  encode: (event) => encode(event, provenance),
  decode: (stored) => decode(stored)?.event ?? null,
});
