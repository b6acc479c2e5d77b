import type { ValidationArguments } from 'class-validator';
import { ValidatorConstraint } from 'class-validator';
import { parseLocalTime } from '#consent';
import type { Echo } from '../echo';
import { isSilent, Rule } from '../rule';

const isPosition = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0;

const isTime = (value: unknown): boolean => typeof value === 'string' && parseLocalTime(value) !== null;

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
