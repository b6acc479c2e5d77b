import type { ValidationArguments } from 'class-validator';
import { ValidatorConstraint } from 'class-validator';
import { isSilent, Rule } from '../rule';
import { texts } from '../texts';

/** True or false, and no words or numbers for them. */
@ValidatorConstraint({ name: 'boolean' })
export class IsBoolean extends Rule {
  readonly row = 'value';

  validate(value: unknown, args: ValidationArguments): boolean {
    return typeof value === 'boolean' || isSilent(value, args);
  }

  text(element: string): string {
    return texts.invalid(element);
  }
}
