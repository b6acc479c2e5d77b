import type { ValidationArguments, ValidatorConstraintInterface } from 'class-validator';
import { registerDecorator } from 'class-validator';
import type { Echo } from './echo';
import { shown } from './echo';
import type { Row } from './seed-order';

/**
 * One rule of the contracts: a class-validator constraint that also knows its row in the table of response codes and its text.
 * A rule is silent where another rule already speaks, so that one mistake is one fault.
 */
export abstract class Rule implements ValidatorConstraintInterface {
  abstract readonly row: Row;

  abstract validate(value: unknown, args: ValidationArguments): boolean;

  /** What is wrong, with every value of the caller's passed through `echo`. */
  abstract text(element: string, args: ValidationArguments, echo: Echo): string;

  defaultMessage(args: ValidationArguments): string {
    return this.text(args.property, args, shown);
  }
}

/** Puts a rule on a property. */
export const obey =
  (rule: new () => Rule, ...constraints: unknown[]): PropertyDecorator =>
  (target, property) =>
    registerDecorator({
      target: target.constructor,
      propertyName: String(property),
      validator: rule,
      constraints,
    });

/** When a rule says nothing about a value: on a mandatory element when it is missing, on an optional one when it is absent. */
export type Silence = (value: unknown) => boolean;

/** Whether the rule's first constraint lets it say nothing about this value. */
export const isSilent = (value: unknown, args: ValidationArguments): boolean =>
  (args.constraints[0] as Silence)(value);
