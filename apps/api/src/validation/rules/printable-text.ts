import type { ValidationArguments } from 'class-validator';
import { ValidatorConstraint } from 'class-validator';
import { isPrintable } from '../echo';
import { isSilent, Rule } from '../rule';
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
