import type { ValidationArguments } from 'class-validator';
import { ValidatorConstraint } from 'class-validator';
import { Rule } from '../rule';
import type { Row } from '../seed-order';
import { texts } from '../texts';

/** Characters as XML and JSON Schema count them, where a pair of surrogates is one. */
const isWithin = (text: string, max: number): boolean =>
  text.length <= max || (text.length <= 2 * max && Array.from(text).length <= max);

/** At most so many characters. Its constraint is the number. */
@ValidatorConstraint({ name: 'maxLength' })
export class MaxLength extends Rule {
  readonly row: Row = 'length';

  validate(value: unknown, { constraints }: ValidationArguments): boolean {
    return typeof value !== 'string' || isWithin(value, constraints[0] as number);
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
