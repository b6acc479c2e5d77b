import { Injectable } from '@nestjs/common';
import { checkConsent, checkProjection, type CheckAnswer, type CheckQuestion } from '#read-models';
import { DecisionRecorder } from '../../audit/decisions/decision-recorder';
import type { Contract, Outcome } from '../../doors/contract';
import type { RequestContext } from '../../doors/request-context';
import { OK } from '../../error-table';
import { ConsentLedger } from '../../service/consent-ledger';
import { createValidator } from '../../validation';
import { CheckConsentDto, CheckConsentResponse } from './check-consent.dto';

/** May this employee, at this unit, read what others have recorded of the patient? */
@Injectable()
export class CheckConsent implements Contract<CheckConsentDto, CheckAnswer, CheckConsentResponse> {
  readonly name = 'CheckConsent';
  readonly kind = 'query';
  readonly validate = createValidator(CheckConsentDto).validate;

  constructor(
    private readonly ledger: ConsentLedger,
    private readonly decisions: DecisionRecorder,
  ) {}

  careProviderOf({ accessingActor }: CheckConsentDto): string {
    return accessingActor.careProviderId;
  }

  async run(request: CheckConsentDto, context: RequestContext): Promise<Outcome<CheckAnswer>> {
    const question = questionOf(request);
    const { answer, position } = await this.ledger.ask(checkProjection, context, (rows) =>
      checkConsent(rows, question, context.now),
    );
    return { result: OK, content: answer, position };
  }

  record(
    request: CheckConsentDto,
    outcome: Outcome<CheckAnswer>,
    context: RequestContext,
  ): Promise<void> | void {
    return this.decisions.record(questionOf(request), outcome, context);
  }

  /** Whatever went wrong, the answer is no. */
  respond({ result, content }: Outcome<CheckAnswer>): CheckConsentResponse {
    const assertionType = content?.assertionType;
    return {
      checkResult: {
        result,
        hasConsent: content?.hasConsent ?? false,
        ...(assertionType && { assertionType }),
      },
    };
  }
}

const questionOf = ({ accessingActor, patientId: patient }: CheckConsentDto): CheckQuestion => {
  const { careProviderId, careUnitId, employeeId } = accessingActor;
  return { patient, careProviderId, careUnitId, employeeId };
};
