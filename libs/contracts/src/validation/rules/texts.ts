import { isWithinLength } from '#consent';
import { type ValidationArguments, ValidatorConstraint } from 'class-validator';
import { isPrintable } from '../echo';
import { Rule, isSilent } from '../rule';
import type { Row } from '../seed-order';
import { texts } from '../texts';

/** A text of characters that both doors can carry: what is stored over JSON is also answered in XML. */
@ValidatorConstraint({ name: 'printableText' })
export class PrintableText extends Rule {
  readonly row = 'value';

  validate(value: unknown, args: ValidationArguments): boolean {
    return typeof value === 'string' ? isPrintable(value) : isSilent(value, args);
  }

  text(element: string): string {
    return texts.invalid(element);
  }
}

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
