import type { ValidationArguments } from 'class-validator';
import { ValidatorConstraint } from 'class-validator';
import { isSilent, Rule } from '../rule';
import { texts } from '../texts';
import { isJsonObject } from '../values';

/** An element with elements of its own. Its second constraint is the class that describes them. */
@ValidatorConstraint({ name: 'part' })
export class IsPart extends Rule {
  readonly row = 'value';

  validate(value: unknown, args: ValidationArguments): boolean {
    return isJsonObject(value) || isSilent(value, args);
  }

  text(element: string): string {
    return texts.invalid(element);
  }
}
