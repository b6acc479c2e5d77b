import { Injectable } from '@nestjs/common';
import { consentsForPatient, patientProjection, type Assertion } from '#read-models';
import type { Contract, Outcome } from '../../contract/contract';
import type { DeclaredContract } from '../../contract/declared-contract';
import type { RequestContext } from '../../contract/request-context';
import { OK } from '../../contract/error-table';
import { pdlAssertion } from '../../contract/wire';
import { ConsentLedger } from '#consent-ledger';
import {
  createValidator,
  GetConsentsForPatientDto,
  getConsentsForPatientExample,
  GetConsentsForPatientResponse,
} from '#contracts';

type Assertions = readonly Assertion[];

/** A patient's consents with one care provider, valid now or later: their basic data. */
@Injectable()
export class GetConsentsForPatient implements Contract<
  GetConsentsForPatientDto,
  Assertions,
  GetConsentsForPatientResponse
> {
  readonly name = 'GetConsentsForPatient';
  readonly kind = 'query';
  readonly validate = createValidator(GetConsentsForPatientDto).validate;

  constructor(private readonly ledger: ConsentLedger) {}

  careProviderOf({ careProviderId }: GetConsentsForPatientDto): string {
    return careProviderId;
  }

  async run(request: GetConsentsForPatientDto, context: RequestContext): Promise<Outcome<Assertions>> {
    const question = { patient: request.patientId, careProviderId: request.careProviderId };
    const { answer, position } = await this.ledger.ask(patientProjection, context, (rows) =>
      consentsForPatient(rows, question, context.now),
    );
    return { result: OK, content: answer, position };
  }

  respond({ result, content = [] }: Outcome<Assertions>): GetConsentsForPatientResponse {
    return { getConsentsResult: { result, pdlAssertions: content.map(pdlAssertion) } };
  }
}

/** GetConsentsForPatient, with its messages and doors. */
export const getConsentsForPatient: DeclaredContract = {
  name: 'GetConsentsForPatient',
  contract: GetConsentsForPatient,
  request: GetConsentsForPatientDto,
  response: GetConsentsForPatientResponse,
  json: {
    path: 'get-consents-for-patient',
    summary: "A patient's consents with one care provider",
    examples: { 'One care provider': getConsentsForPatientExample },
  },
  soap: {
    major: 2,
    about: 'Hämtar en patients samtycken hos en vårdgivare, i grundformat.',
  },
};
