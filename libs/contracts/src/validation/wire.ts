import 'reflect-metadata';
import { fieldsOfClass, noteField } from './class-fields';
import type { DtoClass } from './plan';

/** Which texts an element may hold: at most so many characters, of one form, or one of some words. Absent: any text. */
export interface TextFacets {
  /** What the schema calls it, where it is not named after its element. */
  readonly type?: string;
  readonly maxLength?: number;
  /** What it looks like, as a pattern of XML Schema. */
  readonly pattern?: string;
  readonly words?: readonly string[];
}

/** How an element that is a field stands in XML. */
export interface WireField {
  readonly name: string;
  readonly content: 'text' | 'uri' | 'time' | 'flag' | DtoClass;
  /** Once, at most once, or any number of times. */
  readonly occurs: '1' | '?' | '*';
  readonly facets?: TextFacets;
}

const FIELDS = Symbol('wire fields');
const NAME = Symbol('wire name');

/** Notes how a field stands in XML; a field without this is in JSON only. The order of the fields is the order of the wire. */
export const carried = (field: Omit<WireField, 'name'>): PropertyDecorator => noteField(FIELDS, field);

/** Names the type that a class is in the schema, where that is not the name of the class. */
export const WireName =
  (name: string): ClassDecorator =>
  (type) =>
    Reflect.defineMetadata(NAME, name, type);

export const wireNameOf = (type: DtoClass): string =>
  (Reflect.getOwnMetadata(NAME, type) as string | undefined) ?? type.name;

/** The fields of a class that stand in XML, in the order of the wire: what it inherits comes first. */
export const wireFieldsOf = (type: DtoClass): readonly WireField[] => fieldsOfClass<WireField>(FIELDS, type);
