import { type ValidationArguments, ValidatorConstraint } from 'class-validator';
import { Rule } from '../rule';
import { texts } from '../texts';
import { isMissing } from '../values';

/** A list that is not empty and not too long. Its first constraint is the greatest number of entries. */
@ValidatorConstraint({ name: 'listLength' })
export class ListLength extends Rule {
  readonly row = 'length';

  validate(value: unknown, { constraints }: ValidationArguments): boolean {
    if (isMissing(value)) return true;
    return Array.isArray(value) && value.length > 0 && value.length <= (constraints[0] as number);
  }

  text(element: string, { constraints }: ValidationArguments): string {
    return texts.listLength(element, constraints[0] as number);
  }
}
