import type { ValidationArguments } from 'class-validator';
import { ValidatorConstraint } from 'class-validator';
import { parseLocalTime } from '#consent';
import { Rule } from '../rule';
import { texts } from '../texts';
import type { JsonObject } from '../values';

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
