import { together } from '../class-fields';
import { described, type SchemaKeywords } from '../documentation';
import type { Silence } from '../rule';
import { obey } from '../rule';
import { Mandatory } from '../rules/presence';
import { isAbsent, isMissing } from '../values';
import { carried, type TextFacets, type WireField } from '../wire';

/** What every kind of field has to know. */
export interface FieldOptions {
  /** What the element means, for the documentation page. */
  readonly about: string;
  readonly optional?: boolean;
  /** Only in JSON: the schema has no such element. */
  readonly jsonOnly?: boolean;
}

/**
 * When a field's rules say nothing. An optional element that was sent empty is a fault: leaving out an end date or an employee
 * widens a consent, which must not happen by an empty form field.
 */
export const silenceOf = ({ optional }: FieldOptions): Silence => (optional ? isAbsent : isMissing);

/** How a field stands in XML, where it does. */
export const inXml = (
  { optional = false, jsonOnly = false }: Pick<FieldOptions, 'optional' | 'jsonOnly'>,
  content: WireField['content'],
  facets?: TextFacets,
): PropertyDecorator =>
  jsonOnly ? () => undefined : carried({ content, occurs: optional ? '?' : '1', ...(facets && { facets }) });

/** A property's documentation and rules in one decorator. */
export const documented = (
  { about, optional = false }: FieldOptions,
  api: SchemaKeywords,
  ...rules: PropertyDecorator[]
): PropertyDecorator => together(described({ ...api, description: about, required: !optional }), ...rules);

/** The same, with the rule that a mandatory element is given. */
export const field = (
  options: FieldOptions,
  api: SchemaKeywords,
  ...rules: PropertyDecorator[]
): PropertyDecorator => documented(options, api, ...(options.optional ? [] : [obey(Mandatory)]), ...rules);
