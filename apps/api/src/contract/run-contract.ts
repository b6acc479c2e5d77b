import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { mayActFor } from '#consent';
import { NO_POSITION } from '#event-store';
import { RememberedAnswers } from '#ledger';
import type { Logger } from '#platform';
import { accessDenied } from './error-table';
import { LOG } from '../surroundings/tokens';
import type { Fault } from '../validation';
import type { Contract, Outcome } from './contract';
import { LogicalAddresses } from './logical-addresses';
import type { RequestContext } from './request-context';
import { demandRight } from './rights';

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

  private authorisedOutcome(contract: Contract, request: object, context: RequestContext): Promise<Outcome> {
    const authorised = this.authorise(contract, request, context);
    if (authorised === null) return Promise.resolve({ result: accessDenied, position: NO_POSITION });
    const run = () => contract.run(request, authorised);
    if (contract.kind === 'query' || !context.isRepeatable) return run();
    const { commandId } = context.provenance;
    return this.answers.once({ commandId, fingerprint: fingerprintOf(contract, request) }, run);
  }

  /** The context with the rights that hold for this request; `null` where there are none. */
  private authorise(contract: Contract, request: object, context: RequestContext): RequestContext | null {
    const careProviderId = contract.careProviderOf(request);
    const { caller: asked, logicalAddress } = context;
    const caller =
      logicalAddress === undefined
        ? asked
        : this.addresses.callerAt(logicalAddress, contract, careProviderId, asked);
    if (caller === null || (careProviderId !== null && !mayActFor(caller, careProviderId))) return null;
    return caller === asked ? context : { ...context, caller };
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

const fingerprintOf = (contract: Contract, request: object): string =>
  createHash('sha256').update(contract.name).update(JSON.stringify(request)).digest('base64');
