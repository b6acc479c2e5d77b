import { isTooEarly, parseBeginning, parseLocalTime } from '#consent';
import { type ValidationArguments, ValidatorConstraint } from 'class-validator';
import type { Echo } from '../echo';
import { Rule, isSilent } from '../rule';
import { texts } from '../texts';
import type { JsonObject } from '../values';

const isTime = (value: unknown): boolean => typeof value === 'string' && parseLocalTime(value) !== null;

/** A time that is right but for its year is told which years are read. */
const withRange = (text: string, value: unknown): string =>
  typeof value === 'string' && isTooEarly(value) ? texts.tooEarly(text) : text;

/** A time that exists, in the contract's form. */
@ValidatorConstraint({ name: 'time' })
export class IsTime extends Rule {
  readonly row = 'time';

  validate(value: unknown, args: ValidationArguments): boolean {
    return isTime(value) || isSilent(value, args);
  }

  text(element: string, { value }: ValidationArguments, echo: Echo): string {
    return withRange(texts.notTime(echo(value), element), value);
  }
}

/** A time to begin from: one before all that can be read means from the beginning. */
@ValidatorConstraint({ name: 'beginning' })
export class IsBeginning extends IsTime {
  override validate(value: unknown, args: ValidationArguments): boolean {
    return (typeof value === 'string' && parseBeginning(value) !== null) || isSilent(value, args);
  }
}

/** The same where a consent is cancelled or deleted: there the table calls a malformed time a missing one. */
@ValidatorConstraint({ name: 'mandatoryTime' })
export class MandatoryTime extends Rule {
  readonly row = 'mandatory';

  validate(value: unknown): boolean {
    return isTime(value);
  }

  text(element: string, { value }: ValidationArguments): string {
    return withRange(texts.mandatory(element), value);
  }
}

const isPosition = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0;

/** How much of the ledger was known: up to a time, or up to a position, which is a number. No contract of the table asks for it. */
@ValidatorConstraint({ name: 'knownAt' })
export class IsKnownAt extends Rule {
  readonly row = 'time';

  validate(value: unknown, args: ValidationArguments): boolean {
    return isPosition(value) || isTime(value) || isSilent(value, args);
  }

  text(element: string, { value }: ValidationArguments, echo: Echo): string {
    return `Valideringsfel: ${echo(value)} är varken ett giltigt datum eller en position för ${element}`;
  }
}

const instantOf = (value: unknown): number | null =>
  typeof value === 'string' ? parseLocalTime(value) : null;

/** An end that is not before its start. Its constraint is the name of the start, beside it. */
@ValidatorConstraint({ name: 'span' })
export class Span extends Rule {
  readonly row = 'span';

  validate(value: unknown, { object, constraints }: ValidationArguments): boolean {
    const start = instantOf((object as JsonObject)[constraints[0] as string]);
    if (start === null) return true;
    const end = instantOf(value);
    return end === null || start <= end;
  }

  text(): string {
    return texts.invalidSpan();
  }
}
