export interface Column {
  readonly title: string;
  /** Numbers stand to the right. */
  readonly align?: 'right';
}

/** How many rows decide how wide the columns are; later ones may stand out, and none is kept. */
const MEASURED_ROWS = 200;

const GAP = '  ';

type RowsOfText = Iterable<readonly string[]> | AsyncIterable<readonly string[]>;

/** The lines of a table, its head first, however many rows there are. */
export async function* tableLines(columns: readonly Column[], rows: RowsOfText): AsyncGenerator<string> {
  let measured: (readonly string[])[] | null = [columns.map(({ title }) => title)];
  let widths: readonly number[] = [];
  for await (const row of rows) {
    if (measured && measured.push(row) > MEASURED_ROWS) {
      widths = widthsOf(measured);
      for (const early of measured) yield lineOf(columns, early, widths);
      measured = null;
    } else if (!measured) yield lineOf(columns, row, widths);
  }
  for (const early of measured ?? []) yield lineOf(columns, early, widthsOf(measured!));
}

function widthsOf(rows: readonly (readonly string[])[]): number[] {
  return rows[0]!.map((_title, index) => Math.max(...rows.map((row) => lengthOf(row[index] ?? ''))));
}

function lineOf(columns: readonly Column[], row: readonly string[], widths: readonly number[]): string {
  const cells = columns.map(({ align }, index) => {
    const cell = row[index] ?? '';
    const room = ' '.repeat(Math.max(0, widths[index]! - lengthOf(cell)));
    return align === 'right' ? room + cell : cell + room;
  });
  return cells.join(GAP).trimEnd();
}

/** Letters as people count them: å is one, however it is written. */
const lengthOf = (text: string): number => [...text.normalize('NFC')].length;
