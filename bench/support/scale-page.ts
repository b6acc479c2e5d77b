import { table } from '../../test/documentation/markdown-table';
import { busiestMinute, busiestShare, bytesAfter, checksIn, country, eventsIn, hoursAfter } from './country';
import { plotted } from './plot';

const YEARS = [1, 2, 5, country.years] as const;
const everyYear = Array.from({ length: country.years }, (_, index) => index + 1);

const GB = 1e9;
const UNITS = [
  [1e12, 'TB'],
  [GB, 'GB'],
  [1e6, 'MB'],
] as const;

const rounded = (value: number): string => Number(value.toPrecision(2)).toString();

function size(bytes: number): string {
  const [unit, name] = UNITS.find(([least]) => bytes >= least)!;
  return `${rounded(bytes / unit)} ${name}`;
}

const count = (value: number): string => `${rounded(value / 1e6)} million`;

const duration = (hours: number): string =>
  hours < 1 ? `${rounded(hours * 60)} min` : `${rounded(hours)} h`;

const sizes = (): string => {
  const names = Object.keys(bytesAfter(1)) as (keyof ReturnType<typeof bytesAfter>)[];
  const rows = YEARS.map((years) => {
    const bytes = bytesAfter(years);
    return [
      String(years),
      count(eventsIn(years)),
      count(checksIn(years)),
      ...names.map((name) => size(bytes[name])),
    ];
  });
  return table(['years', 'events', 'checks', ...names], rows);
};

const times = (): string => {
  const names = Object.keys(hoursAfter(1)) as (keyof ReturnType<typeof hoursAfter>)[];
  const rows = YEARS.map((years) => {
    const hours = hoursAfter(years);
    return [String(years), ...names.map((name) => duration(hours[name]))];
  });
  return table(['years', ...names], rows);
};

const busiest = (): string => {
  const { checks, registrations } = busiestMinute();
  const share = `${rounded(busiestShare() * 100)} %`;
  return table(
    ['checks a second', 'registrations a second', 'of one processor'],
    [[rounded(checks), rounded(registrations), share]],
  );
};

/** The parts of docs/scale.md that are worked out, by the name that their marks have there. */
export const workedOut: Readonly<Record<string, () => string>> = { busiest, sizes, times };

const seriesOf = (valuesAfter: (years: number) => Readonly<Record<string, number>>) =>
  Object.keys(valuesAfter(1)).map((name) => ({
    name,
    values: everyYear.map((year) => valuesAfter(year)[name]!),
  }));

/** The pictures of docs/scale.md, by their files there. */
export const pictures: Readonly<Record<string, () => string>> = {
  'scale-sizes.svg': () =>
    plotted({
      title: 'On the disk',
      ticks: [
        [10 * GB, '10 GB'],
        [100 * GB, '100 GB'],
        [1000 * GB, '1 TB'],
        [10_000 * GB, '10 TB'],
        [100_000 * GB, '100 TB'],
      ],
      series: seriesOf(bytesAfter),
    }),
  'scale-times.svg': () =>
    plotted({
      title: 'What a command over the whole history takes',
      ticks: [
        [0.1, '6 min'],
        [1, '1 h'],
        [10, '10 h'],
      ],
      series: seriesOf(hoursAfter),
    }),
};

const mark = (name: string, content: string): string =>
  `<!-- ${name} -->\n\n${content.trim()}\n\n<!-- end -->`;

/** The page with what is worked out put in its places. */
export const filledIn = (page: string): string =>
  page.replaceAll(/<!-- (\w+) -->\n[^]*?<!-- end -->/g, (_, name: string) => mark(name, workedOut[name]!()));
