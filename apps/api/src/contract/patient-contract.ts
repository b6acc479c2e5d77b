import { Injectable, type Type } from '@nestjs/common';
import type { Caller } from '#consent';
import { ConsentLedger } from '#consent-ledger';
import {
  createValidator,
  messagesOf,
  type ContractName,
  type ContractRequest,
  type ContractResponse,
  type ResultType,
} from '#contracts';
import { patientProjection, type ConsentList, type PatientRows } from '#read-models';
import type { Contract, Outcome } from './contract';
import { longList, OK } from './error-table';
import type { RequestContext } from './request-context';

/** What contracts that ask for a patient's consents differ in. */
interface PatientQuestion<Request, Consent, Response> {
  /** The care provider that the request names; `null`: all that the caller may act for. */
  readonly careProviderOf: (request: Request) => string | null;
  readonly find: (rows: PatientRows, request: Request, context: RequestContext) => ConsentList<Consent>;
  /** The result for a caller whose request is in order; absent: that of a list which is whole, or a part. */
  readonly resultFor?: (caller: Caller, isPart: boolean) => ResultType;
  readonly respond: (result: ResultType, consents: readonly Consent[]) => Response;
}

/** Makes the contract that asks for a patient's consents. */
export function patientContract<Name extends ContractName, Consent extends object>(
  name: Name,
  question: PatientQuestion<ContractRequest<Name>, Consent, ContractResponse<Name>>,
): Type<Contract<ContractRequest<Name>, readonly Consent[], ContractResponse<Name>>> {
  type Request = ContractRequest<Name>;
  type Response = ContractResponse<Name>;
  type Consents = readonly Consent[];

  @Injectable()
  class PatientContract implements Contract<Request, Consents, Response> {
    readonly name = name;
    readonly kind = 'query';
    readonly validate = createValidator(messagesOf[name].request).validate;

    constructor(private readonly ledger: ConsentLedger) {}

    careProviderOf(request: Request): string | null {
      return question.careProviderOf(request);
    }

    async run(request: Request, context: RequestContext): Promise<Outcome<Consents>> {
      const { answer, ...positions } = await this.ledger.ask(patientProjection, context, (rows) =>
        question.find(rows, request, context),
      );
      const { consents, isPart } = answer;
      const result = question.resultFor?.(context.caller, isPart) ?? resultOfList(isPart);
      return { result, content: consents, ...positions };
    }

    shown(consents: Consents): number {
      return consents.length;
    }

    respond({ result, content = [] }: Outcome<Consents>): Response {
      return question.respond(result, content);
    }
  }
  return PatientContract;
}

export const resultOfList = (isPart: boolean): ResultType => (isPart ? longList : OK);
