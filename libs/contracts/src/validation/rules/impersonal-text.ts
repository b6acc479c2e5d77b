import { ValidatorConstraint } from 'class-validator';
import { faultOfFreeText } from '#consent';
import { Rule } from '../rule';
import { texts } from '../texts';

/** A text without personal identities: it is kept for good, and shown to others than who wrote it. */
@ValidatorConstraint({ name: 'impersonalText' })
export class ImpersonalText extends Rule {
  readonly row = 'value';

  validate(value: unknown): boolean {
    return typeof value !== 'string' || faultOfFreeText(value, Infinity) === null;
  }

  text(element: string): string {
    return texts.personal(element);
  }
}
