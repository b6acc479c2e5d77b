import { dayOf } from './days';

/** Days that follow each other without one between them. */
export interface RunOfDays {
  /** Such as `2015-03-02`. */
  readonly first: string;
  readonly last: string;
  readonly count: number;
}

/** The runs that days are of, the earliest first. No day stands in a run that was not given. */
export function runsOfDays(days: Iterable<string>): readonly RunOfDays[] {
  const runs: RunOfDays[] = [];
  for (const day of [...new Set(days)].sort()) {
    const run = runs.at(-1);
    if (run && numberOf(run.last) + 1 === numberOf(day))
      runs.splice(-1, 1, { first: run.first, last: day, count: run.count + 1 });
    else runs.push({ first: day, last: day, count: 1 });
  }
  return runs;
}

const numberOf = (day: string): number => dayOf(Date.parse(`${day}T00:00:00Z`));
