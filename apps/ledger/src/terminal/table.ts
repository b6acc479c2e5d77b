import { lengthOf, wrapped } from './wrapped';

export interface Column {
  readonly title: string;
  /** Numbers stand to the right. */
  readonly align?: 'right';
}

/** How many rows decide how wide the columns are; later ones may stand out, and none is kept. */
const MEASURED_ROWS = 200;

const GAP = '  ';

/** How narrow the last column may become; a table that does not fit then is printed as a list. */
const NARROWEST_TEXT = 24;

/** How narrow a text beside its title may become in a list. */
const NARROWEST_IN_LIST = 12;

type Row = readonly string[];
type RowsOfText = Iterable<Row> | AsyncIterable<Row>;

/**
 * The lines of a table, its head first, however many rows there are. One that is wider than `room` (in letters) has the text of its
 * last column on several lines, or, if that does not help, a line for each cell.
 */
export async function* tableLines(
  columns: readonly Column[],
  rows: RowsOfText,
  room = Infinity,
): AsyncGenerator<string> {
  const head = columns.map(({ title }) => title);
  let measured: Row[] | null = [head];
  let layout: Layout | undefined;
  for await (const row of rows) {
    if (layout) yield* layout(row);
    else if (measured!.push(row) > MEASURED_ROWS) {
      layout = layoutFor(columns, measured!, room);
      for (const early of measured!) yield* layout(early);
      measured = null;
    }
  }
  if (!measured) return;
  layout = layoutFor(columns, measured, room);
  for (const early of measured) yield* layout(early);
}

/** The lines of a row. The head is the first row. */
type Layout = (row: Row) => Iterable<string>;

function layoutFor(columns: readonly Column[], rows: readonly Row[], room: number): Layout {
  const widths = widthsOf(rows);
  const forText = room - widths.slice(0, -1).reduce((sum, width) => sum + width + GAP.length, 0);
  if (forText >= widths.at(-1)!) return (row) => [lineOf(columns, row, widths)];
  return forText >= NARROWEST_TEXT && columns.at(-1)!.align !== 'right'
    ? (row) => wrappedLines(columns, row, [...widths.slice(0, -1), forText])
    : (row) => (row === rows[0] ? [] : listLines(columns, row, room));
}

/** The text of the last cell goes on below its beginning. */
function wrappedLines(columns: readonly Column[], row: Row, widths: readonly number[]): string[] {
  const [first = '', ...more] = wrapped(row[columns.length - 1] ?? '', widths.at(-1)!);
  const others = row.slice(0, columns.length - 1);
  const none = others.map(() => '');
  return [
    lineOf(columns, [...others, first], widths),
    ...more.map((line) => lineOf(columns, [...none, line], widths)),
  ];
}

/** Each cell on a line of its own, or on several, and an empty line behind them. */
function listLines(columns: readonly Column[], row: Row, room: number): string[] {
  const width = Math.max(...columns.map(({ title }) => lengthOf(title)));
  const forText = Math.max(room - width - GAP.length, NARROWEST_IN_LIST);
  const cells = columns.flatMap(({ title }, index) =>
    wrapped(row[index] ?? '', forText).map((line, number) =>
      `${(number === 0 ? title : '').padEnd(width)}${GAP}${line}`.trimEnd(),
    ),
  );
  return [...cells, ''];
}

function widthsOf(rows: readonly Row[]): number[] {
  return rows[0]!.map((_title, index) => Math.max(...rows.map((row) => lengthOf(row[index] ?? ''))));
}

function lineOf(columns: readonly Column[], row: Row, widths: readonly number[]): string {
  const cells = columns.map(({ align }, index) => {
    const cell = row[index] ?? '';
    const room = ' '.repeat(Math.max(0, widths[index]! - lengthOf(cell)));
    return align === 'right' ? room + cell : cell + room;
  });
  return cells.join(GAP).trimEnd();
}
