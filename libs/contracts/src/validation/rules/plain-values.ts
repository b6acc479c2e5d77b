import { isUuid } from '#consent';
import { type ValidationArguments, ValidatorConstraint } from 'class-validator';
import type { Echo } from '../echo';
import { Rule, isSilent } from '../rule';
import { texts } from '../texts';
import { isJsonObject } from '../values';

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
