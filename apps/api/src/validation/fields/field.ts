import { applyDecorators } from '@nestjs/common';
import type { ApiPropertyOptions } from '@nestjs/swagger';
import { ApiProperty } from '@nestjs/swagger';
import type { Silence } from '../rule';
import { obey } from '../rule';
import { Mandatory } from '../rules/mandatory';
import { isAbsent, isMissing } from '../values';

/** What every kind of field is told. */
export interface FieldOptions {
  /** What the element means, for the documentation page. */
  readonly about: string;
  readonly optional?: boolean;
}

/**
 * When a field's rules say nothing. An optional element that was sent empty is a fault: leaving out an end date or an employee
 * widens a consent, which must not happen by an empty form field.
 */
export const silenceOf = ({ optional }: FieldOptions): Silence => (optional ? isAbsent : isMissing);

/** A property's documentation and rules in one decorator. */
export const documented = (
  { about, optional = false }: FieldOptions,
  api: ApiPropertyOptions,
  ...rules: PropertyDecorator[]
): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ ...api, description: about, required: !optional } as ApiPropertyOptions),
    ...rules,
  );

/** The same, with the rule that a mandatory element is given. */
export const field = (
  options: FieldOptions,
  api: ApiPropertyOptions,
  ...rules: PropertyDecorator[]
): PropertyDecorator => documented(options, api, ...(options.optional ? [] : [obey(Mandatory)]), ...rules);
