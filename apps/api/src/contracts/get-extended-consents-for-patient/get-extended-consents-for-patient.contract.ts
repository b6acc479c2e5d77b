import { Injectable } from '@nestjs/common';
import { extendedConsentsForPatient, patientProjection, type ExtendedAssertion } from '#read-models';
import type { Contract, Outcome } from '../../contract/contract';
import type { DeclaredContract } from '../../contract/declared-contract';
import type { RequestContext } from '../../contract/request-context';
import { OK } from '../../contract/error-table';
import { extendedPdlAssertion } from '../../contract/wire';
import { ConsentLedger } from '#consent-ledger';
import {
  createValidator,
  GetExtendedConsentsForPatientDto,
  getExtendedConsentsForPatientExample,
  GetExtendedConsentsForPatientResponse,
} from '#contracts';

type Assertions = readonly ExtendedAssertion[];

/** A patient's consents with one care provider, and who did what to them. */
@Injectable()
export class GetExtendedConsentsForPatient implements Contract<
  GetExtendedConsentsForPatientDto,
  Assertions,
  GetExtendedConsentsForPatientResponse
> {
  readonly name = 'GetExtendedConsentsForPatient';
  readonly kind = 'query';
  readonly validate = createValidator(GetExtendedConsentsForPatientDto).validate;

  constructor(private readonly ledger: ConsentLedger) {}

  careProviderOf({ careProviderId }: GetExtendedConsentsForPatientDto): string {
    return careProviderId;
  }

  async run(
    request: GetExtendedConsentsForPatientDto,
    context: RequestContext,
  ): Promise<Outcome<Assertions>> {
    const question = {
      patient: request.patientId,
      careProviders: new Set([request.careProviderId]),
      includeCancelled: request.getCancelledFlag,
    };
    const { answer, position } = await this.ledger.ask(patientProjection, context, (rows) =>
      extendedConsentsForPatient(rows, question, context.now),
    );
    return { result: OK, content: answer, position };
  }

  respond({ result, content = [] }: Outcome<Assertions>): GetExtendedConsentsForPatientResponse {
    return { getExtendedConsentsResult: { result, pdlAssertions: content.map(extendedPdlAssertion) } };
  }
}

/** GetExtendedConsentsForPatient, with its messages and doors. */
export const getExtendedConsentsForPatient: DeclaredContract = {
  name: 'GetExtendedConsentsForPatient',
  contract: GetExtendedConsentsForPatient,
  request: GetExtendedConsentsForPatientDto,
  response: GetExtendedConsentsForPatientResponse,
  json: {
    path: 'get-extended-consents-for-patient',
    summary: "A patient's consents with one care provider, and who did what to each",
    examples: { 'With those that ended': getExtendedConsentsForPatientExample },
  },
  soap: {
    major: 2,
    about: 'Hämtar en patients samtycken hos en vårdgivare, med vem som har gjort vad.',
  },
};
