import { obey } from '../rule';
import { IsBoolean } from '../rules/boolean';
import type { FieldOptions } from './field';
import { field, inXml, silenceOf } from './field';

/** A yes or a no. */
export const Flag = (options: FieldOptions): PropertyDecorator =>
  field(
    options,
    { type: Boolean, example: false },
    inXml(options, 'flag'),
    obey(IsBoolean, silenceOf(options)),
  );
