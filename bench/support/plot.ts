/** A line of a plot, its points from left to right, the first at year 1. */
export interface Series {
  readonly name: string;
  readonly values: readonly number[];
}

export interface Plot {
  readonly title: string;
  /** What the numbers at the left are, from the lowest power of ten to the highest. */
  readonly ticks: readonly (readonly [value: number, label: string])[];
  readonly series: readonly Series[];
}

const [WIDTH, HEIGHT, LEFT, TOP, RIGHT, BOTTOM] = [720, 380, 76, 48, 168, 44];
const COLOURS = ['#0b5cad', '#b3541e', '#2e7d32', '#7b3fa0', '#8a6d00'];
/** Names of lines that end close to each other stand below each other. */
const LINE_HEIGHT = 17;

/** Lines over the years, the numbers by powers of ten, as SVG that is read in light and in dark. */
export function plotted({ title, ticks, series }: Plot): string {
  const [lowest, highest] = [Math.log10(ticks[0]![0]), Math.log10(ticks.at(-1)![0])];
  const years = series[0]!.values.length;
  const x = (year: number): number => LEFT + ((year - 1) / (years - 1)) * (WIDTH - LEFT - RIGHT);
  const y = (value: number): number =>
    TOP + (1 - (Math.log10(value) - lowest) / (highest - lowest)) * (HEIGHT - TOP - BOTTOM);
  const lines = series.map(({ values }, index) => {
    const points = values.map((value, at) => `${x(at + 1).toFixed(1)},${y(value).toFixed(1)}`);
    return `<polyline points="${points.join(' ')}" fill="none" stroke="${COLOURS[index]}" stroke-width="2.5"/>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="system-ui, sans-serif" font-size="13">`,
    `<title>${title}</title>`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#ffffff"/>`,
    text(LEFT, 24, title, 'font-weight="600" font-size="15"'),
    ...ticks.flatMap(([value, label]) => [
      `<line x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${y(value)}" y2="${y(value)}" stroke="#d0d0d0"/>`,
      text(LEFT - 8, y(value) + 4, label, 'text-anchor="end"'),
    ]),
    ...Array.from({ length: years }, (_, at) =>
      text(x(at + 1), HEIGHT - 20, String(at + 1), 'text-anchor="middle"'),
    ),
    text(WIDTH - RIGHT + 20, HEIGHT - 20, 'years'),
    ...lines,
    ...names(series, y),
    '</svg>\n',
  ].join('\n');
}

/** Each line's name at its end. */
function names(series: readonly Series[], y: (value: number) => number): string[] {
  const ends = series.map(({ name, values }, index) => ({ name, index, at: y(values.at(-1)!) + 4 }));
  let last = -Infinity;
  return ends
    .toSorted((one, other) => one.at - other.at)
    .map(({ name, index, at }) => {
      last = Math.max(at, last + LINE_HEIGHT);
      return text(WIDTH - RIGHT + 8, last, name, `font-weight="600" fill="${COLOURS[index]}"`);
    });
}

const text = (x: number, y: number, content: string, more = ''): string =>
  `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" ${more.includes('fill=') ? '' : 'fill="#222222" '}${more}>${content}</text>`;
