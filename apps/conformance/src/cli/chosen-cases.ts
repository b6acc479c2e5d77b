import { allCases, type ConformanceCase } from '../cases';

/** The command was not given what it needs. Its message is a sentence for the user. */
export class WrongUsage extends Error {
  override readonly name = 'WrongUsage';
}

interface Choice {
  readonly only: readonly string[];
  readonly skip: readonly string[];
}

/** The cases that a run is asked for. @throws WrongUsage */
export function chosenCases({ only, skip }: Choice): readonly ConformanceCase[] {
  const wanted = only.map(patternOf);
  const unwanted = skip.map(patternOf);
  const chosen = allCases.filter(
    ({ id }) =>
      (wanted.length === 0 || wanted.some((pattern) => pattern.test(id))) &&
      !unwanted.some((pattern) => pattern.test(id)),
  );
  if (chosen.length === 0) throw new WrongUsage('No case is left: --skip takes away all of --only.');
  return chosen;
}

function patternOf(text: string): RegExp {
  const source = text
    .split('*')
    .map((part) => part.replace(/[^\w-]/g, '\\$&'))
    .join('.*');
  const pattern = new RegExp(`^${source}$`);
  if (!allCases.some(({ id }) => pattern.test(id)))
    throw new WrongUsage(`No case is called ${text}. --list prints all.`);
  return pattern;
}
