import type { ValidationArguments } from 'class-validator';
import { ValidatorConstraint } from 'class-validator';
import { Rule } from '../rule';
import { texts } from '../texts';

/** One of the contract's own words is given. One text serves for a missing one too. */
@ValidatorConstraint({ name: 'choice' })
export class Choice extends Rule {
  readonly row = 'value';

  validate(value: unknown, { constraints }: ValidationArguments): boolean {
    return (constraints as unknown[]).includes(value);
  }

  text(element: string): string {
    return texts.invalid(element);
  }
}
