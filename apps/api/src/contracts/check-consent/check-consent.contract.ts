import { Injectable } from '@nestjs/common';
import type { ExplanationRecord } from '#audit';
import type { CheckAnswer, CheckQuestion } from '#read-models';
import { Explanations } from '../../audit/as-of/explanations';
import { DecisionRecorder } from '../../audit/decisions/decision-recorder';
import type { Contract, Outcome } from '../../contract/contract';
import { declared } from '../../contract/declared-contract';
import type { RequestContext } from '../../contract/request-context';
import { OK } from '../../contract/error-table';
import { ConsentLedger } from '#consent-ledger';
import { ChecksTogether } from './checks-together';
import { CheckConsentDto, checkConsentExample, CheckConsentResponse, createValidator } from '#contracts';

/** The answer, and why, where that was asked for. */
export interface CheckContent extends CheckAnswer {
  readonly explanation?: ExplanationRecord;
}

/** May this employee, at this unit, read what others have recorded of the patient? */
@Injectable()
export class CheckConsent implements Contract<CheckConsentDto, CheckContent, CheckConsentResponse> {
  readonly name = 'CheckConsent';
  readonly kind = 'query';
  readonly validate = createValidator(CheckConsentDto).validate;

  constructor(
    private readonly ledger: ConsentLedger,
    private readonly decisions: DecisionRecorder,
    private readonly explanations: Explanations,
  ) {}

  careProviderOf({ accessingActor }: CheckConsentDto): string {
    return accessingActor.careProviderId;
  }

  run(request: CheckConsentDto, context: RequestContext): Promise<Outcome<CheckContent>> {
    return this.answered(request, context, new ChecksTogether(this.ledger));
  }

  /** The same contract for requests that are run in one turn: all are answered from one reading of the ledger, at one position. */
  together(): Contract<CheckConsentDto, CheckContent, CheckConsentResponse> {
    const checks = new ChecksTogether(this.ledger);
    return {
      name: this.name,
      kind: this.kind,
      validate: this.validate,
      careProviderOf: (request) => this.careProviderOf(request),
      run: (request, context) => this.answered(request, context, checks),
      record: (request, outcome, context) => this.record(request, outcome, context),
      respond: (outcome) => this.respond(outcome),
    };
  }

  private async answered(
    request: CheckConsentDto,
    context: RequestContext,
    checks: ChecksTogether,
  ): Promise<Outcome<CheckContent>> {
    const isExplained = this.explanations.isAskedFor(context);
    const question = questionOf(request);
    const { answer, ...positions } = await checks.answer(question, context);
    if (!isExplained) return { result: OK, content: answer, ...positions };
    const explanation = await this.explanations.of(question, context, positions.position);
    return { result: OK, content: { ...answer, explanation }, ...positions };
  }

  record(
    request: CheckConsentDto,
    outcome: Outcome<CheckContent>,
    context: RequestContext,
  ): Promise<void> | void {
    return this.decisions.record(questionOf(request), outcome, context);
  }

  /** Whatever went wrong, the answer is no. */
  respond({ result, content }: Outcome<CheckContent>): CheckConsentResponse {
    const { assertionType, explanation } = content ?? {};
    return {
      checkResult: {
        result,
        hasConsent: content?.hasConsent ?? false,
        ...(assertionType && { assertionType }),
      },
      ...(explanation && { explanation }),
    };
  }
}

const questionOf = ({ accessingActor, patientId: patient }: CheckConsentDto): CheckQuestion => {
  const { careProviderId, careUnitId, employeeId } = accessingActor;
  return { patient, careProviderId, careUnitId, employeeId };
};

/** CheckConsent, with its messages and doors. */
export const checkConsent = declared('CheckConsent', {
  contract: CheckConsent,
  json: {
    summary: 'May this employee read?',
    examples: { 'An employee of the unit': checkConsentExample },
    headers: { 'X-Ledger-Explain': '`true`: explain the answer. Needs the right `explain`.' },
  },
  soap: {
    major: 2,
    about: 'Svarar på om en medarbetare har giltigt samtycke att läsa, eller om en nödsituation gäller.',
  },
});
