import { InvalidParameter } from '../http/fhir-refusals';
import type { Identifier } from './identifiers';

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** The parameters of a search, as a form in the body of a request has them. */
export class SearchParameters {
  private constructor(private readonly values: URLSearchParams) {}

  /** @throws InvalidParameter when the form is not UTF-8. */
  static in(form: Buffer): SearchParameters {
    try {
      return new SearchParameters(new URLSearchParams(utf8.decode(form)));
    } catch {
      throw new InvalidParameter('The form is not UTF-8.');
    }
  }

  static readonly none = new SearchParameters(new URLSearchParams());

  /**
   * Refuses what is not understood, and what is given twice, but the ends of a span. The names that were sent are not repeated, because they may be anything.
   * @throws InvalidParameter
   */
  demandOnly(names: readonly string[], span?: string): void {
    const known = span === undefined ? names : [...names, span];
    const sent = [...this.values.keys()];
    if (!sent.every((name) => known.includes(name)))
      throw new InvalidParameter(`The search takes these parameters: ${known.join(', ')}.`);
    const twice = names.find((name) => this.values.getAll(name).length > 1);
    if (twice) throw new InvalidParameter(`The parameter ${twice} is given twice.`);
  }

  text(name: string): string | undefined {
    return this.values.get(name) ?? undefined;
  }

  /**
   * The beginning of a span of time, and its end, each with its prefix. The beginning is demanded: with one of the service's own, a search
   * would find less than was asked for.
   * @throws InvalidParameter for other prefixes, and for one given twice.
   */
  span(name: string): { readonly from: string; readonly before?: string } {
    const given = this.values.getAll(name);
    const [from, before] = [timesWith('ge', given), timesWith('lt', given)];
    if (from.length !== 1 || before.length > 1 || from.length + before.length < given.length)
      throw new InvalidParameter(
        `The parameter ${name} takes one time with ge, which is demanded, and one with lt.`,
      );
    return { from: from[0]!, before: before[0] };
  }

  /**
   * A token of the form `system|value`, or a value alone. Only one, because the contracts are asked about one, and not without a value,
   * which they would take for a question about all.
   * @throws InvalidParameter
   */
  identifier(...names: readonly string[]): Identifier | undefined {
    const [name, ...others] = names.filter((one) => this.values.has(one));
    if (others.length > 0) throw new InvalidParameter(`The parameter ${name} is given in two forms.`);
    return name === undefined ? undefined : identifierIn(name, this.text(name)!);
  }

  /** Codes that are joined by commas. @throws InvalidParameter when one is not among those that there are. */
  codes<Code extends string>(name: string, all: readonly Code[]): ReadonlySet<Code> | undefined {
    const codes = this.text(name)?.split(',') as Code[] | undefined;
    if (codes && !codes.every((code) => all.includes(code)))
      throw new InvalidParameter(`The parameter ${name} takes ${all.join(', ')}.`);
    return codes && new Set(codes);
  }
}

function identifierIn(name: string, token: string): Identifier {
  const [first, ...rest] = token.split('|');
  if (rest.length === 0) return { value: demandValue(name, first!) };
  return { system: first, value: demandValue(name, rest.join('|')) };
}

/** @throws InvalidParameter when a value is blank: a search that went on without it would find what nobody asked for. */
export function demandValue(name: string, value: string): string {
  if (value.trim() === '') throw new InvalidParameter(`The parameter ${name} has no value.`);
  return value;
}

const DAY = /^\d{4}-\d\d-\d\d$/;

/** The times with a prefix, without it. A day is the time at which it begins. */
const timesWith = (prefix: 'ge' | 'lt', given: readonly string[]): readonly string[] =>
  given
    .filter((text) => text.startsWith(prefix))
    .map((text) => text.slice(prefix.length))
    .map((time) => (DAY.test(time) ? `${time}T00:00:00` : time));
