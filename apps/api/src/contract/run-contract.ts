import { createHash } from 'node:crypto';
import { Inject, Injectable, Optional } from '@nestjs/common';
import { isAddressedTo, mayActFor, type Caller } from '#consent';
import { NO_POSITION, type EventStore } from '#event-store';
import { demandPosition, RememberedAnswers } from '#ledger';
import type { Logger, Tracing } from '#platform';
import { accessDenied, addressDenied } from './error-table';
import { EVENT_STORE, LOG, TRACING } from '../surroundings/tokens';
import type { Fault } from '#contracts';
import { AccessRecords, type Call } from './access-records';
import type { Contract, Outcome } from './contract';
import { LogicalAddresses } from './logical-addresses';
import type { RequestContext } from './request-context';
import type { Denial } from './denial';
import { isForAuditors, RightMissing, whyNot } from './rights';
import { UnknownConsent } from './unknown-consent';
import { UnknownRecord } from './unknown-record';

type Authorisation = { readonly caller: Caller } | { readonly denied: Denial };

/**
 * Authorise → validate → authorise what the request names → run → record → answer. Every door calls this and nothing else, so none can skip a step.
 */
@Injectable()
export class ContractRunner {
  @Optional()
  @Inject(TRACING)
  private readonly tracing: Tracing | null = null;

  @Inject(EVENT_STORE)
  private readonly store!: EventStore;

  constructor(
    @Inject(LOG) private readonly log: Logger,
    private readonly answers: RememberedAnswers<Outcome>,
    private readonly addresses: LogicalAddresses,
    private readonly accesses: AccessRecords,
  ) {}

  /** @throws RightMissing, OtherRequest, and every technical failure; a refusal is an outcome. */
  async run<Request extends object, Content extends object>(
    contract: Contract<Request, Content>,
    body: unknown,
    context: RequestContext,
  ): Promise<Outcome<Content>> {
    // A door does not know what its contract asks for; whoever does gets it back.
    const outcome = (await this.outcomeOf(contract, body, context)) as Outcome<Content>;
    if (outcome.result.resultCode !== 'OK') this.logRefusal(contract, outcome, context);
    return outcome;
  }

  private async outcomeOf(contract: Contract, body: unknown, context: RequestContext): Promise<Outcome> {
    const denial = whyNot(contract.name, context);
    if (denial) return this.deniedUnread(contract, body, context, denial);
    const faults = contract.validate(body);
    if (faults.length > 0) return validationError(faults);
    const request = body as object;
    const outcome = await this.orRecordedRefusal({ contract, request, context }, () =>
      this.authorisedOutcome(contract, request, context),
    );
    await this.record({ contract, request, context }, outcome);
    return outcome;
  }

  /** No answer is given before its record is kept, or without it. @throws StoreUnavailable */
  private record(call: Call, outcome: Outcome): Promise<void> | void {
    const kept = this.keep(call, outcome);
    return kept && this.tracing ? this.tracing.within('record', {}, () => kept) : kept;
  }

  private keep(call: Call, outcome: Outcome): Promise<void> | void {
    const { contract, request, context } = call;
    if (contract.record && request) return contract.record(request, outcome, context);
    return this.accesses.record(call, outcome);
  }

  /** What is refused as a problem, and not as an outcome, is recorded too. */
  private async orRecordedRefusal(call: Call, answer: () => Promise<Outcome>): Promise<Outcome> {
    try {
      return await answer();
    } catch (error) {
      const denial = denialIn(error);
      if (denial) await this.accesses.record(call, refused(denial));
      throw error;
    }
  }

  /** The answer is the same whatever the body holds. What cannot be read is recorded without what it is about. @throws RightMissing to an auditor. */
  private async deniedUnread(
    contract: Contract,
    body: unknown,
    context: RequestContext,
    denial: Denial,
  ): Promise<Outcome> {
    const request = contract.validate(body).length === 0 ? (body as object) : null;
    const outcome = denied(denial, context);
    await this.record({ contract, request, context }, outcome);
    if (isForAuditors(contract.name)) throw new RightMissing(`Denied: ${denial}.`, denial);
    return outcome;
  }

  private async authorisedOutcome(
    contract: Contract,
    request: object,
    context: RequestContext,
  ): Promise<Outcome> {
    const authorised = this.authorise(contract, request, context);
    if ('denied' in authorised) return denied(authorised.denied, context);
    const outcome = await this.once(contract, request, { ...context, ...authorised });
    const isDenied = outcome.result.resultCode === 'ACCESSDENIED';
    return isDenied && authorised.caller.addressedTo !== undefined
      ? { ...denied('logical-address', context), position: outcome.position }
      : outcome;
  }

  /**
   * Runs it, or answers a repetition of a command as it was answered before. The position is demanded before anything is written:
   * the note of a repeatable command is in the log itself, and would be the position that its caller demands.
   * @throws PositionBeyondHead
   */
  private async once(contract: Contract, request: object, context: RequestContext): Promise<Outcome> {
    await this.demandPosition(contract, context);
    const run = () => this.runTraced(contract, request, context);
    const repeatable = context.isRepeatable ? contract.repeatable?.(request, context) : undefined;
    if (!repeatable) return run();
    const { commandId, onBehalfOf } = context.provenance;
    const fingerprint = digestOf([onBehalfOf, repeatable.essence]);
    const isRefusal = ({ result }: Outcome) => result.resultCode !== 'OK';
    return this.answers.once({ commandId, fingerprint }, { refusal: repeatable.refusal, run, isRefusal });
  }

  private runTraced(contract: Contract, request: object, context: RequestContext): Promise<Outcome> {
    if (!this.tracing) return contract.run(request, context);
    const name = `${contract.kind} ${contract.name}`;
    return this.tracing.within(name, {}, () => contract.run(request, context));
  }

  /** @throws PositionBeyondHead, also where no barrier stands before what is asked. */
  private async demandPosition(contract: Contract, { atLeast }: RequestContext): Promise<void> {
    const isFromLog = contract.kind === 'command' || contract.readsLog === true;
    if (isFromLog && atLeast !== undefined) await demandPosition(this.store, atLeast);
  }

  /** The caller with the rights that hold for this request, or what it is answered when there are none. */
  private authorise(contract: Contract, request: object, context: RequestContext): Authorisation {
    const { caller: asked, logicalAddress } = context;
    if (contract.isForEveryone) return { caller: asked };
    const careProviderId = contract.careProviderOf(request);
    const caller =
      logicalAddress === undefined
        ? asked
        : this.addresses.callerAt(logicalAddress, contract, careProviderId, asked);
    if (careProviderId !== null && !mayActFor(asked, careProviderId)) return { denied: 'care-provider' };
    if (caller === null) return { denied: 'logical-address' };
    return careProviderId === null || isAddressedTo(caller, careProviderId)
      ? { caller }
      : { denied: 'logical-address' };
  }

  private logRefusal(
    contract: Contract,
    { result, faults, denial }: Outcome,
    { provenance }: RequestContext,
  ): void {
    const message = faults ? joined(faults.map((fault) => fault.logMessage)) : result.resultText;
    this.log.info(`Consent service exception: ${message}`, {
      contract: contract.name,
      resultCode: result.resultCode,
      ...(denial && { denial, systemId: provenance.systemId }),
      correlationId: provenance.correlationId,
    });
  }
}

function validationError(faults: readonly Fault[]): Outcome {
  const resultText = joined(faults.map((fault) => fault.message));
  return { result: { resultCode: 'VALIDATION_ERROR', resultText }, faults, position: NO_POSITION };
}

const refusals = [RightMissing, UnknownConsent, UnknownRecord];

const denialIn = (error: unknown): Denial | undefined =>
  refusals.some((kind) => error instanceof kind) ? (error as RightMissing).denial : undefined;

const refused = (denial: Denial): Outcome => ({ result: accessDenied, position: NO_POSITION, denial });

const joined = (texts: readonly string[]): string => texts.join('; ');

const digestOf = (parts: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('base64');

/** One text for the caller, whatever the reason is; only an address that the caller chose itself is named. */
const denied = (denial: Denial, { logicalAddress }: RequestContext): Outcome => ({
  result: denial === 'logical-address' ? addressDenied(logicalAddress) : accessDenied,
  position: NO_POSITION,
  denial,
});
