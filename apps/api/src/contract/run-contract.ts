import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { mayActFor, type Caller } from '#consent';
import { NO_POSITION } from '#event-store';
import { RememberedAnswers } from '#ledger';
import type { Logger } from '#platform';
import { accessDenied, addressDenied } from './error-table';
import { LOG } from '../surroundings/tokens';
import type { Fault, ResultType } from '#contracts';
import type { Contract, Outcome } from './contract';
import { LogicalAddresses } from './logical-addresses';
import type { RequestContext } from './request-context';
import { demandRight } from './rights';

type Authorisation = { readonly caller: Caller } | { readonly denied: ResultType };

/**
 * Validate → authorise → run → record → answer. Every door calls this and nothing else, so none can skip a step.
 */
@Injectable()
export class ContractRunner {
  constructor(
    @Inject(LOG) private readonly log: Logger,
    private readonly answers: RememberedAnswers<Outcome>,
    private readonly addresses: LogicalAddresses,
  ) {}

  /** @throws RightMissing, OtherRequest, and every technical failure; a refusal is an outcome. */
  async run(contract: Contract, body: unknown, context: RequestContext): Promise<Outcome> {
    const outcome = await this.outcomeOf(contract, body, context);
    if (outcome.result.resultCode !== 'OK') this.logRefusal(contract, outcome, context);
    return outcome;
  }

  private async outcomeOf(contract: Contract, body: unknown, context: RequestContext): Promise<Outcome> {
    if (contract.right) demandRight(context.rights, contract.right);
    const faults = contract.validate(body);
    if (faults.length > 0) return validationError(faults);
    const request = body as object;
    const outcome = await this.authorisedOutcome(contract, request, context);
    await contract.record?.(request, outcome, context);
    return outcome;
  }

  private async authorisedOutcome(
    contract: Contract,
    request: object,
    context: RequestContext,
  ): Promise<Outcome> {
    const authorised = this.authorise(contract, request, context);
    if ('denied' in authorised) return { result: authorised.denied, position: NO_POSITION };
    const outcome = await this.once(contract, request, { ...context, ...authorised });
    const isDenied = outcome.result.resultCode === 'ACCESSDENIED';
    return isDenied && isOfAddress(authorised.caller, context)
      ? { ...outcome, result: addressDenied(context.logicalAddress) }
      : outcome;
  }

  /** Runs it, or answers a repetition of a command as it was answered before. */
  private once(contract: Contract, request: object, context: RequestContext): Promise<Outcome> {
    const run = () => contract.run(request, context);
    const repeatable = context.isRepeatable ? contract.repeatable?.(request, context) : undefined;
    if (!repeatable) return run();
    const { commandId, onBehalfOf } = context.provenance;
    const fingerprint = digestOf([onBehalfOf, repeatable.essence]);
    return this.answers.once({ commandId, fingerprint }, { refusal: repeatable.refusal, run });
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
    if (caller === null) return { denied: addressDenied(logicalAddress) };
    if (careProviderId === null || mayActFor(caller, careProviderId)) return { caller };
    return { denied: mayActFor(asked, careProviderId) ? addressDenied(logicalAddress) : accessDenied };
  }

  private logRefusal(contract: Contract, { result, faults }: Outcome, { provenance }: RequestContext): void {
    const message = faults ? joined(faults.map((fault) => fault.logMessage)) : result.resultText;
    this.log.info(`Consent service exception: ${message}`, {
      contract: contract.name,
      resultCode: result.resultCode,
      correlationId: provenance.correlationId,
    });
  }
}

function validationError(faults: readonly Fault[]): Outcome {
  const resultText = joined(faults.map((fault) => fault.message));
  return { result: { resultCode: 'VALIDATION_ERROR', resultText }, faults, position: NO_POSITION };
}

const joined = (texts: readonly string[]): string => texts.join('; ');

const digestOf = (parts: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('base64');

/** Whether the logical address has taken rights from the caller, who else has them all. */
const isOfAddress = (caller: Caller, { caller: asked }: RequestContext): boolean =>
  caller !== asked && asked.careProviders === 'all';
