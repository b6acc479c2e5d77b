import { ValidatorConstraint } from 'class-validator';
import { Rule } from '../rule';
import { texts } from '../texts';
import { isMissing } from '../values';

/** The element is given, and not empty. */
@ValidatorConstraint({ name: 'mandatory' })
export class Mandatory extends Rule {
  readonly row = 'mandatory';

  validate(value: unknown): boolean {
    return !isMissing(value);
  }

  text(element: string): string {
    return texts.mandatory(element);
  }
}

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
