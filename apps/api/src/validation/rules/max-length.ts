import type { ValidationArguments } from 'class-validator';
import { ValidatorConstraint } from 'class-validator';
import { isWithinLength } from '#consent';
import { Rule } from '../rule';
import type { Row } from '../seed-order';
import { texts } from '../texts';

/** At most so many characters. Its constraint is the number. */
@ValidatorConstraint({ name: 'maxLength' })
export class MaxLength extends Rule {
  readonly row: Row = 'length';

  validate(value: unknown, { constraints }: ValidationArguments): boolean {
    return typeof value !== 'string' || isWithinLength(value, constraints[0] as number);
  }

  text(element: string, { constraints }: ValidationArguments): string {
    return texts.tooLong(element, constraints[0] as number);
  }
}

/** The same for CheckConsent's actor, whose lengths stand before the identities in the table. */
@ValidatorConstraint({ name: 'actorIdLength' })
export class ActorIdLength extends MaxLength {
  override readonly row = 'actor id length';
}
