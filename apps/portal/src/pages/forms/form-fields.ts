import type { FastifyRequest } from 'fastify';

/** What a form's fields hold, by their names. */
export type Values = Readonly<Record<string, string>>;

/** Reads the named fields of a form, without blanks around them; what is missing, or there twice, is empty. */
export function fieldsIn<Name extends string>(
  request: FastifyRequest,
  names: readonly Name[],
): Readonly<Record<Name, string>> {
  const body = (request.body ?? {}) as Readonly<Record<string, unknown>>;
  const valueOf = (name: string): string => {
    const value = Object.hasOwn(body, name) ? body[name] : '';
    return typeof value === 'string' ? value.trim() : '';
  };
  return Object.fromEntries(names.map((name) => [name, valueOf(name)])) as Record<Name, string>;
}

/** What was left empty was not said. */
export const given = (value: string): string | undefined => (value === '' ? undefined : value);
