import { ValidatorConstraint } from 'class-validator';
import { Rule } from '../rule';
import { texts } from '../texts';
import { isMissing } from '../values';

/** CheckConsent's own way of saying that its actor is mandatory. */
@ValidatorConstraint({ name: 'completeActor' })
export class CompleteActor extends Rule {
  readonly row = 'actor';

  validate(value: unknown): boolean {
    return !isMissing(value);
  }

  text(element: string): string {
    return texts.incompleteActor(element);
  }
}
