import type { Body, Mutation } from './row';

/** The object that holds the element at a dotted path, and the element's own name. */
function holderOf(body: Body, path: string): [Body, string] {
  const parents = path.split('.');
  const name = parents.pop() ?? '';
  return [parents.reduce((object, parent) => object[parent] as Body, body), name];
}

/** Gives an element a value. */
export const set =
  (path: string, value: unknown): Mutation =>
  (body) => {
    const [holder, name] = holderOf(body, path);
    holder[name] = value;
  };

/** Leaves an element out. */
export const remove =
  (path: string): Mutation =>
  (body) => {
    const [holder, name] = holderOf(body, path);
    delete holder[name];
  };

/** Several changes at once. */
export const all =
  (...mutations: readonly Mutation[]): Mutation =>
  (body) => {
    for (const mutate of mutations) mutate(body);
  };

/** The two ways in which an object is not there. */
export const undefinedWays = (path: string): Record<string, Mutation> => ({
  odefinierad: remove(path),
  null: set(path, null),
});

/** The ways in which a text is not there. */
export const missingWays = (path: string): Record<string, Mutation> => ({
  ...undefinedWays(path),
  tom: set(path, ''),
  blanksteg: set(path, ' \t'),
});
