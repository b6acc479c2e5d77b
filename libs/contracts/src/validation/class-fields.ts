import 'reflect-metadata';
import type { DtoClass } from './plan';

/** Notes something of a field on its class, under a key, in the order of declaration. */
export const noteField =
  (key: symbol, note: object): PropertyDecorator =>
  (prototype, name) =>
    Reflect.defineMetadata(key, [...ownFields(key, prototype), { ...note, name: String(name) }], prototype);

/** What was noted of a class's fields under a key: what it inherits comes first. */
export const fieldsOfClass = <Field>(key: symbol, type: DtoClass): readonly Field[] =>
  fieldsOf(key, type.prototype as object) as readonly Field[];

function fieldsOf(key: symbol, prototype: object | null): readonly unknown[] {
  if (prototype === null || prototype === Object.prototype) return [];
  return [...fieldsOf(key, Object.getPrototypeOf(prototype) as object | null), ...ownFields(key, prototype)];
}

const ownFields = (key: symbol, prototype: object): readonly unknown[] =>
  (Reflect.getOwnMetadata(key, prototype) as readonly unknown[] | undefined) ?? [];

/** One decorator that does what several do. */
export const together =
  (...decorators: readonly PropertyDecorator[]): PropertyDecorator =>
  (prototype, name) => {
    for (const decorate of decorators) decorate(prototype, name);
  };
