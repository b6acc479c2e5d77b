import { formatInstant } from '#consent';

/** A structure as it is told to machines: the same, with every instant (a number under a name that ends with `At`) as UTC text. */
export type Told<T> = T extends readonly (infer Item)[]
  ? Told<Item>[]
  : T extends object
    ? { readonly [K in keyof T]: K extends `${string}At` ? Exclude<T[K], number> | string : Told<T[K]> }
    : T;

export function told<T extends object>(structure: T): Told<T> {
  const json = JSON.stringify(structure, (name, value: unknown) =>
    name.endsWith('At') && typeof value === 'number' ? formatInstant(value) : value,
  );
  return JSON.parse(json) as Told<T>;
}
