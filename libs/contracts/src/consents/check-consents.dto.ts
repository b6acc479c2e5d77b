import { Answer, ListOf } from '../validation';
import { CheckResultType, JsonExtras, ResultType } from '../messages';
import { CheckConsentDto, checkConsentExample } from './check-consent.dto';

/** How many checks one request may ask for. */
export const MAX_CHECKS = 1000;

/** CheckConsents, as asked: many checks in one request. */
export class CheckConsentsDto {
  @ListOf(CheckConsentDto, {
    about: `The checks, 1–${MAX_CHECKS}. A faulty one gets its own faults, and the others their answers.`,
    maxItems: MAX_CHECKS,
  })
  questions: CheckConsentDto[];
}

/** What CheckConsent would answer to one of the questions. */
export class CheckAnswerType extends JsonExtras {
  @Answer(CheckResultType, { about: 'The answer.' })
  checkResult: CheckResultType;
}

/** The answers to all questions. */
export class CheckConsentsResultType {
  @Answer(ResultType, { about: 'How the request went; every answer has a result of its own.' })
  result: ResultType;

  @Answer([CheckAnswerType], {
    about: 'What CheckConsent would answer to each question, in the order of the questions.',
  })
  answers: CheckAnswerType[];
}

/** CheckConsents, as answered. */
export class CheckConsentsResponse extends JsonExtras {
  @Answer(CheckConsentsResultType, { about: 'The answers.' })
  checkConsentsResult: CheckConsentsResultType;
}

const { accessingActor } = checkConsentExample;

/** A request that works as it stands. */
export const checkConsentsExample = {
  questions: [
    checkConsentExample,
    {
      ...checkConsentExample,
      accessingActor: { ...accessingActor, careUnitId: accessingActor.careProviderId },
    },
  ],
};
