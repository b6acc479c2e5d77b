import type { ValidationArguments } from 'class-validator';
import { ValidatorConstraint } from 'class-validator';
import { isUuid } from '#consent';
import type { Echo } from '../echo';
import { Rule } from '../rule';
import { texts } from '../texts';

/** A UUID is given. One text serves for a missing one too. */
@ValidatorConstraint({ name: 'uuid' })
export class Uuid extends Rule {
  readonly row = 'uuid';

  validate(value: unknown): boolean {
    return typeof value === 'string' && isUuid(value);
  }

  text(element: string, { value }: ValidationArguments, echo: Echo): string {
    return texts.notUuid(echo(value), element);
  }
}
