import type { ValidationArguments } from 'class-validator';
import { ValidatorConstraint } from 'class-validator';
import { isSilent, Rule } from '../rule';
import { settings } from '../settings';
import { texts } from '../texts';

/** Whether a value is an HSA-id, as the settings describe one. */
export const isHsaId = (value: unknown, maxLength: number): boolean =>
  typeof value === 'string' && value.length <= maxLength && settings.isHsaId(value);

/** An HSA-id, as the settings describe one. Its second constraint is the most characters that the format allows. */
@ValidatorConstraint({ name: 'hsaId' })
export class HsaIdFormat extends Rule {
  readonly row = 'id format';

  validate(value: unknown, args: ValidationArguments): boolean {
    return isHsaId(value, args.constraints[1] as number) || isSilent(value, args);
  }

  text(element: string): string {
    return texts.malformedId(element);
  }
}
