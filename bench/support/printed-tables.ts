/** A table that a bench printed: a row's cells by the titles of their columns. The first column has the row's name. */
export type PrintedTable = readonly Readonly<Record<string, string>>[];

const cellsOf = (line: string): string[] =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());

/** Every Markdown table in a text, in its order. */
export function tablesIn(text: string): PrintedTable[] {
  const blocks = text.match(/^\|.*\n\|[-:| ]+\n(?:\|.*\n?)*/gm) ?? [];
  return blocks.map((block) => {
    const [head, , ...rows] = block.trimEnd().split('\n').map(cellsOf);
    return rows.map((cells) =>
      Object.fromEntries(head!.map((title, column) => [title || 'of', cells[column]!])),
    );
  });
}
