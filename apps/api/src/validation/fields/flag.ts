import { obey } from '../rule';
import { IsBoolean } from '../rules/boolean';
import type { FieldOptions } from './field';
import { field, silenceOf } from './field';

/** A yes or a no. */
export const Flag = (options: FieldOptions): PropertyDecorator =>
  field(options, { type: Boolean, example: false }, obey(IsBoolean, silenceOf(options)));
