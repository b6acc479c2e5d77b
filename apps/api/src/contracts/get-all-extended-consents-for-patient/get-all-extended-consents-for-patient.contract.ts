import { Injectable } from '@nestjs/common';
import { extendedConsentsForPatient, patientProjection, type ExtendedAssertion } from '#read-models';
import type { Contract, Outcome } from '../../contract/contract';
import type { DeclaredContract } from '../../contract/declared-contract';
import type { RequestContext } from '../../contract/request-context';
import { OK, partOfAnswer } from '../../contract/error-table';
import { extendedPdlAssertion } from '../../contract/wire';
import { ConsentLedger } from '#consent-ledger';
import {
  createValidator,
  GetAllExtendedConsentsForPatientDto,
  getAllExtendedConsentsForPatientExample,
  GetAllExtendedConsentsForPatientResponse,
} from '#contracts';

type Assertions = readonly ExtendedAssertion[];

/** A patient's consents across all care providers, and who did what to them. */
@Injectable()
export class GetAllExtendedConsentsForPatient implements Contract<
  GetAllExtendedConsentsForPatientDto,
  Assertions,
  GetAllExtendedConsentsForPatientResponse
> {
  readonly name = 'GetAllExtendedConsentsForPatient';
  readonly kind = 'query';
  readonly validate = createValidator(GetAllExtendedConsentsForPatientDto).validate;

  constructor(private readonly ledger: ConsentLedger) {}

  careProviderOf(): null {
    return null;
  }

  /** A caller bound to some care providers gets their part, and is told that it is a part, whether or not there is more. */
  async run(
    request: GetAllExtendedConsentsForPatientDto,
    context: RequestContext,
  ): Promise<Outcome<Assertions>> {
    const { careProviders } = context.caller;
    const question = {
      patient: request.patientId,
      careProviders,
      includeCancelled: request.getCancelledFlag,
    };
    const { answer, position } = await this.ledger.ask(patientProjection, context, (rows) =>
      extendedConsentsForPatient(rows, question, context.now),
    );
    return { result: careProviders === 'all' ? OK : partOfAnswer, content: answer, position };
  }

  respond({ result, content = [] }: Outcome<Assertions>): GetAllExtendedConsentsForPatientResponse {
    return { getExtendedConsentsResult: { result, pdlAssertions: content.map(extendedPdlAssertion) } };
  }
}

/** GetAllExtendedConsentsForPatient, with its messages and doors. */
export const getAllExtendedConsentsForPatient: DeclaredContract = {
  name: 'GetAllExtendedConsentsForPatient',
  contract: GetAllExtendedConsentsForPatient,
  request: GetAllExtendedConsentsForPatientDto,
  response: GetAllExtendedConsentsForPatientResponse,
  json: {
    path: 'get-all-extended-consents-for-patient',
    summary: "A patient's consents across all care providers, and who did what to each",
    examples: { 'With those that ended': getAllExtendedConsentsForPatientExample },
  },
  soap: {
    major: 1,
    about: 'Hämtar en patients samtycken hos alla vårdgivare, med vem som har gjort vad.',
  },
};
