import type { FastifyRequest } from 'fastify';
import { fieldsIn, type Values } from '../forms/form-fields';
import { fieldNames, type Search } from './search';

/** A search whose finds are on the page, and the page of them. */
export interface ShownPage {
  readonly asked: Search;
  readonly cursor: string;
}

const BEGIN = 'shown_';

/** The form has the search whose finds are below it, too, so that a change of the language shows them again. */
export const shownFieldsOf = ({ asked, cursor }: ShownPage): Values =>
  Object.fromEntries(Object.entries({ ...asked, cursor }).map(([name, value]) => [BEGIN + name, value]));

/** What the page showed that a form was on; `null`: no finds. */
export function shownPageIn(request: FastifyRequest): ShownPage | null {
  const names = [...fieldNames, 'cursor'].map((name) => BEGIN + name);
  const values: Values = fieldsIn(request, names);
  const at = (name: string): string => values[BEGIN + name]!;
  if (at('fromDate') === '') return null;
  const asked = Object.fromEntries(fieldNames.map((name) => [name, at(name)])) as Search;
  return { asked, cursor: at('cursor') };
}
