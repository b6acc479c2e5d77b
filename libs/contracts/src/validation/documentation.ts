import 'reflect-metadata';
import { fieldsOfClass, noteField } from './class-fields';
import type { DtoClass } from './plan';

/** The class of an element: of one with elements of its own, of a plain value, or of each in a list. */
type ElementClass =
  DtoClass | typeof String | typeof Number | typeof Boolean | readonly [DtoClass] | readonly [typeof String];

/** The keywords of an OpenAPI schema that a kind of field knows. */
export interface SchemaKeywords {
  readonly type?: ElementClass;
  readonly enum?: readonly string[];
  readonly enumName?: string;
  readonly example?: unknown;
  readonly format?: string;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly nullable?: boolean;
  readonly oneOf?: readonly Readonly<Record<string, unknown>>[];
}

/** A field of a message as the documentation shows it. */
export interface FieldDocumentation extends SchemaKeywords {
  readonly name: string;
  readonly description: string;
  readonly required: boolean;
}

const FIELDS = Symbol('documented fields');

/** Notes what the documentation says of a field. The order of the fields is the order of the page. */
export const described = (documentation: Omit<FieldDocumentation, 'name'>): PropertyDecorator =>
  noteField(FIELDS, documentation);

/** What the documentation says of each field of a class: what it inherits comes first. */
export const documentedFieldsOf = (message: DtoClass): readonly FieldDocumentation[] =>
  fieldsOfClass<FieldDocumentation>(FIELDS, message);
