import type { ValidationArguments } from 'class-validator';
import { ValidatorConstraint } from 'class-validator';
import { parseLocalTime } from '#consent';
import type { Echo } from '../echo';
import { isSilent, Rule } from '../rule';
import { texts } from '../texts';

const isTime = (value: unknown): boolean => typeof value === 'string' && parseLocalTime(value) !== null;

/** A time that exists, in the contract's form. */
@ValidatorConstraint({ name: 'time' })
export class IsTime extends Rule {
  readonly row = 'time';

  validate(value: unknown, args: ValidationArguments): boolean {
    return isTime(value) || isSilent(value, args);
  }

  text(element: string, { value }: ValidationArguments, echo: Echo): string {
    return texts.notTime(echo(value), element);
  }
}

/** The same where a consent is cancelled or deleted: there the table calls a malformed time a missing one. */
@ValidatorConstraint({ name: 'mandatoryTime' })
export class MandatoryTime extends Rule {
  readonly row = 'mandatory';

  validate(value: unknown): boolean {
    return isTime(value);
  }

  text(element: string): string {
    return texts.mandatory(element);
  }
}
