import { Injectable } from '@nestjs/common';
import { NO_POSITION } from '#event-store';
import { newId } from '#platform';
import {
  CheckConsentsDto,
  checkConsentsExample,
  createValidator,
  type CheckConsentsResponse,
} from '#contracts';
import type { Contract, Outcome } from '../../contract/contract';
import { declared } from '../../contract/declared-contract';
import { errorsOf } from '../../contract/element-errors';
import { OK } from '../../contract/error-table';
import type { RequestContext } from '../../contract/request-context';
import { ContractRunner } from '../../contract/run-contract';
import { CheckConsent, type CheckContent } from './check-consent.contract';

/** What CheckConsent came to for each question. */
type Outcomes = readonly Outcome<CheckContent>[];

/**
 * Many checks in one request, each run as a request of its own is: its rules, its rights and its record. All that are looked up are
 * looked up in one reading, so that they are answered at one position. One that cannot be answered or recorded fails them all.
 */
@Injectable()
export class CheckConsents implements Contract<CheckConsentsDto, Outcomes, CheckConsentsResponse> {
  readonly name = 'CheckConsents';
  readonly kind = 'query';
  readonly validate = createValidator(CheckConsentsDto).validate;

  constructor(
    private readonly runner: ContractRunner,
    private readonly check: CheckConsent,
  ) {}

  /** Each question names its own. */
  careProviderOf(): null {
    return null;
  }

  async run({ questions }: CheckConsentsDto, context: RequestContext): Promise<Outcome<Outcomes>> {
    context.system.spend?.(questions.length - 1);
    const check = this.check.together();
    const content = await Promise.all(
      questions.map((question) => this.runner.run(check, question, contextOfOne(context))),
    );
    const read = content.find(({ position }) => position !== NO_POSITION);
    return { result: OK, content, position: read?.position ?? NO_POSITION };
  }

  respond({ result, content = [] }: Outcome<Outcomes>): CheckConsentsResponse {
    const answers = content.map((outcome) => ({ ...this.check.respond(outcome), ...errorsOf(outcome) }));
    return { checkConsentsResult: { result, answers } };
  }
}

/** Every question is a request with an id of its own. None is explained: that reads all that ever happened to a patient. */
const contextOfOne = (context: RequestContext): RequestContext => ({
  ...context,
  provenance: { ...context.provenance, commandId: newId() },
  explain: false,
  isRepeatable: false,
});

/** CheckConsents, with its messages. It has no SOAP door, because the national service has no such contract to be called by. */
export const checkConsents = declared('CheckConsents', {
  contract: CheckConsents,
  json: {
    summary: 'Many checks in one request, at one position',
    examples: { 'Two places': checkConsentsExample },
    isNeverDenied: true,
  },
});
